import type { PlanRequest } from '@enginehouse/plugin-stacks-common';
import type { StackReader, StackSnapshot } from '../cloudformation/StackReader';
import { InvalidInputError } from '../InvalidInputError';

/**
 * Refuses to leave behind what CloudFormation would not: it does so only of a stack it failed to delete, and only what it failed at
 * (AWS: DeleteStack, RetainResources).
 *
 * @throws InvalidInputError naming each that is wrong, and what may be left behind.
 */
export async function refuseRetain(
  { action, retain = [] }: PlanRequest,
  reader: StackReader,
  snapshot: StackSnapshot | undefined,
): Promise<void> {
  if (retain.length === 0) return;
  const failed =
    action === 'destroy' && snapshot?.status === 'DELETE_FAILED'
      ? (await reader.resources(snapshot.stackId))
          .filter(({ status }) => status === 'DELETE_FAILED')
          .map(({ logicalId }) => logicalId)
      : [];
  const issues = retain.flatMap((value, index) =>
    failed.includes(value)
      ? []
      : [
          {
            ...{ path: `/retain/${index}`, value },
            message: 'is nothing that the last delete failed at',
            accepted: failed.join(', ') || 'nothing',
          },
        ],
  );
  if (issues.length > 0) throw new InvalidInputError(issues);
}
