import { defineBuild } from '@enginehouse/stack-kit/build';

export default defineBuild(() => process.exit(7));
