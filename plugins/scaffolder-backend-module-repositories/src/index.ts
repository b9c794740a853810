/**
 * Where a new service's source goes: the action `publish:git-host`, and the list of hosts the portal can publish to.
 *
 * @packageDocumentation
 */
export { scaffolderModuleRepositories as default } from './module';
