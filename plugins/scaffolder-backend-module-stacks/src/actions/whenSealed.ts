import { setTimeout as delay } from 'node:timers/promises';
import type { Plan } from '@enginehouse/plugin-stacks-common';

const POLL_MS = 1_000;

/**
 * Reads a plan until it is no longer being planned. It needs no time limit of its own: the stacks backend ends each planning, with a plan that is
 * ready or one that failed.
 *
 * @throws AbortError when the task is cancelled.
 */
export async function whenSealed(
  read: () => Promise<Plan>,
  signal?: AbortSignal,
): Promise<Plan> {
  for (;;) {
    const plan = await read();
    if (plan.state !== 'planning') {
      return plan;
    }
    await delay(POLL_MS, undefined, { signal });
  }
}
