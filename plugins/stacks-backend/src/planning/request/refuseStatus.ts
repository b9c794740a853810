import { ConflictError } from '@backstage/errors';
import type { PlanRequest } from '@enginehouse/plugin-stacks-common';
import type { StackSnapshot } from '../cloudformation/StackReader';

/** What CloudFormation is doing, by the first word of the status. */
const OPERATIONS: Record<string, string> = {
  CREATE: 'being created',
  UPDATE: 'being updated',
  DELETE: 'being deleted',
  ROLLBACK: 'being rolled back',
  IMPORT: 'importing resources',
};

/**
 * Refuses stacks that no plan can be made for as they stand.
 *
 * @throws ConflictError saying what the stack is doing, or what to do first.
 */
export function refuseStatus(
  snapshot: StackSnapshot | undefined,
  action: PlanRequest['action'],
): void {
  if (!snapshot) return;
  const reason = refusal(snapshot, action);
  if (reason) throw new ConflictError(`Stack ${snapshot.name} ${reason}`);
}

function refusal(
  { status, statusReason }: StackSnapshot,
  action: PlanRequest['action'],
): string | undefined {
  const why = statusReason ? `: ${statusReason}` : '';
  if (status === 'REVIEW_IN_PROGRESS') {
    return action === 'apply'
      ? undefined
      : `is only planned and has nothing to ${action}: discard its plan`;
  }
  if (status.endsWith('_IN_PROGRESS')) {
    const operation = /^UPDATE_ROLLBACK/.test(status)
      ? 'being rolled back'
      : OPERATIONS[status.split('_')[0]] ?? 'busy';
    return `is ${operation} (${status}); plan again when that is done`;
  }
  switch (status) {
    case 'ROLLBACK_COMPLETE':
      return `could not be created (${status}${why}) and has nothing left. Use "Clear failed create", then plan again`;
    case 'CREATE_FAILED':
    case 'ROLLBACK_FAILED':
      return action === 'apply'
        ? `could not be created (${status}${why}). Use "Clear failed create", then plan again`
        : undefined;
    case 'UPDATE_ROLLBACK_FAILED':
      return action === 'apply'
        ? `could not be rolled back (${status}${why}). Its rollback must be continued before it can be changed`
        : undefined;
    case 'DELETE_FAILED':
      return action === 'apply'
        ? `could not be deleted (${status}${why}). Plan its destroy again`
        : undefined;
    default:
      return undefined;
  }
}
