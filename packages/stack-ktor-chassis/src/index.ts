/** The Ktor chassis; this entry needs no aws-cdk-lib, `./build` does. */
export { ktorChassis as default } from './definition';
export * from './names';
export { ktorChassisSchema } from './schema';
export type { KtorChassisConfig } from './schema';
