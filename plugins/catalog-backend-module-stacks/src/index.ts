/**
 * Stacks become catalog entities: kind Resource, named like the stack, there within seconds of an apply and gone after a confirmed destroy.
 *
 * @packageDocumentation
 */
export { catalogModuleStacks as default } from './module';
