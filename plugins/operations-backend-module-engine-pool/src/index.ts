/**
 * What no resource type can know about pools of Dagger engines: the TLS endpoint, sessions, how their logs read, and which
 * option bounds their number.
 *
 * @packageDocumentation
 */
export { operationsModuleEnginePool as default } from './module';
