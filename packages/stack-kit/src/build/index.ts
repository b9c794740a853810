/** Turning a definition into a template. For workers: this entry loads aws-cdk-lib. */
export { acknowledge } from './acknowledge';
export { addStack, TEMPLATE_CONTEXT } from './addStack';
export type { SynthesisInput } from './addStack';
export * from './defineBuild';
export { grantBinding } from './grantBinding';
export { fileAsset } from './fileAsset';
export type { FileAsset } from './fileAsset';
export { loadBuild } from './loadBuild';
export { synthesize, SynthesisError } from './synthesize';
export type { Asset, Synthesis } from './synthesize';
export { useAvailabilityZones } from './useAvailabilityZones';
