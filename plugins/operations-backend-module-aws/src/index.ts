/**
 * What runs, read from AWS resource types: one source for each.
 *
 * @packageDocumentation
 */
export { operationsModuleAws as default } from './module';
