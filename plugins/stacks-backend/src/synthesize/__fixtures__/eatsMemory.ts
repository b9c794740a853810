import { defineBuild } from '@enginehouse/stack-kit/build';

export default defineBuild(() => {
  const eaten: object[] = [];
  for (;;) eaten.push({ bite: new Array(1_000).fill(eaten.length) });
});
