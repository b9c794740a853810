/**
 * Observe and operate what stacks run.
 *
 * @packageDocumentation
 */
export { operationsPlugin as default } from './plugin';
