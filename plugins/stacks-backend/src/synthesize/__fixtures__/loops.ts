import { defineBuild } from '@enginehouse/stack-kit/build';

export default defineBuild(() => {
  for (;;);
});
