import { setTimeout as delay } from 'node:timers/promises';
import type { OperationContext } from '@enginehouse/plugin-operations-node';

const LOOK_AGAIN_MS = 1_000;
const MINUTE_MS = 60_000;

/** What a look found: the result in words once it is done, else what is happening now. */
export type Found = { done: string } | { now: string };

/**
 * Looks again and again until what was begun is done, and says meanwhile what is happening.
 *
 * @returns the result in words
 * @throws when it takes longer than `minutes`, with what was found last; when the portal shuts down
 */
export async function followUntil(
  { progress, signal }: Pick<OperationContext, 'progress' | 'signal'>,
  minutes: number,
  look: () => Promise<Found>,
): Promise<string> {
  const giveUpAt = Date.now() + minutes * MINUTE_MS;
  for (;;) {
    const found = await look();
    if ('done' in found) return found.done;
    if (Date.now() > giveUpAt) {
      throw new Error(`After ${minutes} minutes it is not done: ${found.now}`);
    }
    progress(found.now);
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
}
