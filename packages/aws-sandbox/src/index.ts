/**
 * Starts the local AWS for tests and benchmarks, waits until it is ready, speaks to its
 * control endpoints, and stops it.
 *
 * @packageDocumentation
 */
export { startLocalAws } from './startLocalAws';
export type { LocalAws, LocalAwsOptions } from './startLocalAws';
export { SandboxControl, SandboxControlError } from './SandboxControl';
export type {
  ApiFault,
  Call,
  CallFilter,
  Hold,
  Holdable,
  ResourceFault,
  SandboxStatus,
  TargetHealth,
  TargetHealthOverride,
  WorkloadView,
} from './contract';
