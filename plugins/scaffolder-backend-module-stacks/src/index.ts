/**
 * Scaffolder actions that plan and apply stacks: `stacks:plan` and `stacks:apply`. Both are thin: what they do is done by the stacks backend,
 * with the credentials of the person who started the task.
 *
 * @packageDocumentation
 */
export { scaffolderModuleStacks as default } from './module';
