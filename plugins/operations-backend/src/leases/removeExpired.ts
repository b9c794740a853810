import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { LeaseStore } from './LeaseStore';

/** Removes leases that have ended from now on, one replica at a time. They count for nothing before that already. */
export function removeExpired(
  store: LeaseStore,
  scheduler: SchedulerService,
): Promise<void> {
  return scheduler.scheduleTask({
    id: 'remove-expired-leases',
    frequency: { minutes: 5 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: async () => {
      await store.removeExpired();
    },
  });
}
