/** The Dagger engine pool; this entry needs no aws-cdk-lib, `./build` does. */
export { enginePool as default } from './definition';
export { logGroupName } from './names';
export { enginePoolSchema } from './schema';
export type { EnginePoolConfig } from './schema';
