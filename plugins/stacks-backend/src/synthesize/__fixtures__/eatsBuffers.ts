import { defineBuild } from '@enginehouse/stack-kit/build';

export default defineBuild(() => {
  const eaten: Buffer[] = [];
  for (;;) eaten.push(Buffer.alloc(1_000_000, 1));
});
