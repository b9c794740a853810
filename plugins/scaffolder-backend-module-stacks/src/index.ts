/**
 * Scaffolder actions that plan, apply and read stacks: `stacks:plan`, `stacks:apply` and `stacks:fetch`. All are thin: what they do is done by the stacks backend,
 * with the credentials of the person who started the task.
 *
 * @packageDocumentation
 */
export { scaffolderModuleStacks as default } from './module';
