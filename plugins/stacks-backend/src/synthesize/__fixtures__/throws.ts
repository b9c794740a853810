import { defineBuild } from '@enginehouse/stack-kit/build';

export default defineBuild(() => {
  throw new Error('an engine needs at least one core');
});
