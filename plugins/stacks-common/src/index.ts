/**
 * What the browser and other backends need to know of the stacks plugin: wire types and client (generated from
 * `stacks-backend/src/schema/openapi.yaml`), permissions and annotations.
 *
 * @packageDocumentation
 */
export * from './schema/openapi';
export * from './permissions';
export * from './annotations';
