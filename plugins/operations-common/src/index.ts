/**
 * What the browser and other backends need to know of the operations plugin: wire types and client (generated from
 * `operations-backend/src/schema/openapi.yaml`), permissions, and whose units write logs.
 *
 * @packageDocumentation
 */
export * from './schema/openapi';
export * from './permissions';
export { writesLines } from './writesLines';
