import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a stack; the resource ref is the stack's name. Rules on it are evaluated by the stacks backend against the recorded owner,
 * never against an entity or a request.
 * @public
 */
export const RESOURCE_TYPE_STACK = 'enginehouse-stack';

/** See a stack, its plans, deployments and ledger. @public */
export const stackReadPermission = createPermission({
  name: 'stacks.stack.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** Make and discard plans. @public */
export const planCreatePermission = createPermission({
  name: 'stacks.plan.create',
  attributes: { action: 'create' },
});

/** Apply a plan that creates or changes a stack. @public */
export const stackApplyPermission = createPermission({
  name: 'stacks.stack.apply',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** Apply a plan that destroys a stack or lifts its protection, or clear a failed create. @public */
export const stackDestroyPermission = createPermission({
  name: 'stacks.stack.destroy',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** Plan a stack under another owner than the recorded one. @public */
export const stackChangeOwnerPermission = createPermission({
  name: 'stacks.stack.change-owner',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** Accept a finding for a while, so that plans with it may be applied, and withdraw that. @public */
export const findingAcknowledgePermission = createPermission({
  name: 'stacks.finding.acknowledge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STACK,
});

/** All permissions of the stacks plugin. @public */
export const stacksPermissions = [
  stackReadPermission,
  planCreatePermission,
  stackApplyPermission,
  stackDestroyPermission,
  stackChangeOwnerPermission,
  findingAcknowledgePermission,
];
