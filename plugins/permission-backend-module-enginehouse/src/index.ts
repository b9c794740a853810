/**
 * Who may do what in Enginehouse, as a policy for the stock permission backend.
 *
 * @packageDocumentation
 */
export { permissionModuleEnginehouse as default } from './module';
export { EnginehousePolicy } from './EnginehousePolicy';
