/** Turning a definition into a template. For workers: this entry loads aws-cdk-lib. */
export * from './defineBuild';
export { loadBuild } from './loadBuild';
export { synthesize, SynthesisError } from './synthesize';
export type {
  Asset,
  Synthesis,
  SynthesisInput,
  TargetEnvironment,
} from './synthesize';
export { useAvailabilityZones } from './useAvailabilityZones';
