/**
 * What other backends need of the stacks plugin: its service, its permission rules for policies, and the messages that say that a stack changed.
 *
 * @packageDocumentation
 */
export {
  STACKS_EVENTS_TOPIC,
  STACKS_SIGNALS_CHANNEL,
  type StackChanged,
} from './changes';
export {
  createStackConditionalDecision,
  stackConditions,
  stackPermissionRules,
  stackResourceRef,
  type StackFilter,
  type StackResource,
} from './stackPermissions';
export type { StacksService, StacksServiceOptions } from './StacksService';
export { stacksServiceRef } from './stacksServiceRef';
