/**
 * Observe and operate what a stack runs: health, logs, alarms and metrics on its entity page.
 *
 * @packageDocumentation
 */
export { operationsPlugin as default } from './plugin';
export * from './api/OperationsApi';
export { operationsApiRef } from './api/operationsApiRef';
export { OperationsClient } from './api/OperationsClient';
