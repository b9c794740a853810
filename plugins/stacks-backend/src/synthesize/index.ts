/** The workers that synthesize and compare, for measuring them alone. */
export { createWorkerPool } from './createWorkerPool';
export type { SynthesizedStack } from './jobs';
export { WorkerPool } from './WorkerPool';
