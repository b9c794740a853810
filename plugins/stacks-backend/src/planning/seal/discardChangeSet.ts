import type { ChangeSets } from '../cloudformation/ChangeSets';
import type { StackReader } from '../cloudformation/StackReader';

/**
 * Deletes a plan's change set, and its stack if that exists in review only, has still the same id, and no other change set. Nothing happens when they are gone.
 *
 * @param of - `stack`: the stack's name or, where it is known, its id
 */
export async function discardChangeSet(
  reader: StackReader,
  changeSets: ChangeSets,
  of: { stack: string; name: string },
): Promise<void> {
  const { stack, name } = of;
  const state = await reader.changeSetState(stack, name);
  if (!state) return;
  await changeSets.delete(state.stackId, name);
  const snapshot = await reader.find(state.stackId);
  if (snapshot?.status !== 'REVIEW_IN_PROGRESS') return;
  const others = await reader.changeSets(state.stackId);
  if (others.some(id => id !== state.id)) return;
  await changeSets.deleteReviewStack(state.stackId);
}
