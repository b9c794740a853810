import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import type { Lease, Leases } from '../database/Leases';
import { withLease } from '../database/withLease';

const TRY_AGAIN_MS = 200;
const GIVE_UP_AFTER_MS = 60_000;

/**
 * Runs `work` while nobody else plans to change the stack: applying, discarding and clearing one stack take turns across all replicas.
 *
 * @throws ConflictError when the stack is busy for a minute
 */
export async function withStackLease<T>(
  options: { leases: Leases; stack: string; owner: string },
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const { leases, stack, owner } = options;
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const lease = await leases.take(stack, owner);
    if (lease) return withLease({ leases, lease }, () => work(lease));
    if (performance.now() > giveUpAt) {
      throw new ConflictError(
        `Somebody else is applying or discarding a plan of ${stack}; try again`,
      );
    }
    await delay(TRY_AGAIN_MS);
  }
}
