import { LEASE_MS, Lease, Leases } from './Leases';

/**
 * Runs `work` while renewing the lease and gives it back afterwards. The signal aborts when the lease is lost or `signal` aborts: then `work`
 * must start nothing new, and its writes under the lease are refused.
 */
export async function withLease<T>(
  options: { leases: Leases; lease: Lease; signal?: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { leases, lease } = options;
  const lost = new AbortController();
  const renewal = setInterval(
    () => leases.renew(lease).catch(error => lost.abort(error)),
    LEASE_MS / 3,
  );
  try {
    return await work(
      options.signal
        ? AbortSignal.any([lost.signal, options.signal])
        : lost.signal,
    );
  } finally {
    clearInterval(renewal);
    await leases.release(lease);
  }
}
