/**
 * What other backends need of the stacks plugin: its service, its permission rules for policies, the messages that say that a stack changed,
 * and the clock on which all replicas agree.
 *
 * @packageDocumentation
 */
export {
  STACKS_EVENTS_TOPIC,
  STACKS_SIGNALS_CHANNEL,
  type StackChanged,
} from './changes';
export { databaseNow, isSqlite } from './databaseNow';
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
