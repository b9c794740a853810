/**
 * Form fields for templates that make a repository: its name, and the host it goes to.
 *
 * @packageDocumentation
 */
export { scaffolderModuleRepositories as default } from './module';
