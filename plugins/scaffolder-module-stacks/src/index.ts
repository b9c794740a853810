/**
 * Form fields for templates that make stacks: service name, environment, the definition's configuration, and the live plan.
 *
 * @packageDocumentation
 */
export { scaffolderModuleStacks as default } from './module';
