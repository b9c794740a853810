import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of the permissions here: a stack, its resource ref is the stack's name. It is the stacks plugin's type, so that one conditional rule
 * (`IS_OWNER`) holds for reading, operating and deploying; the stacks backend evaluates it against the recorded owner.
 * @public
 */
export const OPERATIONS_RESOURCE_TYPE = 'enginehouse-stack';

/** See health, units, alarms and metrics of what a stack runs. @public */
export const signalsReadPermission = createPermission({
  name: 'operations.signals.read',
  attributes: { action: 'read' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** Read the log lines of what a stack runs. @public */
export const logsReadPermission = createPermission({
  name: 'operations.logs.read',
  attributes: { action: 'read' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** Carry out operations on what a stack runs. @public */
export const operatePermission = createPermission({
  name: 'operations.operate',
  attributes: { action: 'update' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** See who was given which unit. @public */
export const leaseReadPermission = createPermission({
  name: 'operations.lease.read',
  attributes: { action: 'read' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** Be given a unit to work on. @public */
export const leaseCreatePermission = createPermission({
  name: 'operations.lease.create',
  attributes: { action: 'create' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** Return a lease, whoever holds it. @public */
export const leaseDeletePermission = createPermission({
  name: 'operations.lease.delete',
  attributes: { action: 'delete' },
  resourceType: OPERATIONS_RESOURCE_TYPE,
});

/** All permissions of the operations plugin. @public */
export const operationsPermissions = [
  signalsReadPermission,
  logsReadPermission,
  operatePermission,
  leaseReadPermission,
  leaseCreatePermission,
  leaseDeletePermission,
];
