import type { ChangeSets } from '../cloudformation/ChangeSets';
import type { StackReader } from '../cloudformation/StackReader';

/**
 * Deletes a change set, and its stack if that exists in review only, has still the same id, and no other change set. Nothing happens when they are gone.
 *
 * @param of - `stackId` is left out when the change set was never read: then only the change set goes
 */
export async function discardChangeSet(
  reader: StackReader,
  changeSets: ChangeSets,
  of: { stack?: string; stackId?: string; name: string },
): Promise<void> {
  const { stackId, name } = of;
  const stack = stackId ?? of.stack;
  if (!stack) return;
  await changeSets.delete(stack, name);
  if (!stackId) return;
  const snapshot = await reader.find(stackId);
  if (snapshot?.status !== 'REVIEW_IN_PROGRESS') return;
  const others = await reader.changeSets(stackId);
  if (others.some(id => id !== name)) return;
  await changeSets.deleteReviewStack(stackId);
}
