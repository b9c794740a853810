import type {
  LifecycleService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EnvironmentChecks } from './environments/EnvironmentChecks';
import type { Stacks } from './wireStacks';

/** What is done again and again, and by whom: each process watches and checks for itself; one of all expires plans and compares stacks. */
export async function runStacks(
  options: Omit<Stacks, 'router'> & {
    environments: EnvironmentChecks;
    lifecycle: LifecycleService;
    scheduler: SchedulerService;
  },
): Promise<void> {
  const { watcher, planLifecycle, reconciler, environments } = options;
  const { lifecycle, scheduler } = options;
  lifecycle.addStartupHook(() => watcher.start());
  lifecycle.addShutdownHook(async () => {
    await Promise.all([watcher.stop(), planLifecycle.idle()]);
    options.close();
  });
  await scheduler.scheduleTask({
    id: 'environments-check',
    scope: 'local',
    frequency: { minutes: 5 },
    timeout: { minutes: 2 },
    fn: () => environments.checkAll(),
  });
  await scheduler.scheduleTask({
    id: 'plans-expire',
    scope: 'global',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: () => planLifecycle.expire(),
  });
  await scheduler.scheduleTask({
    id: 'stacks-reconcile',
    scope: 'global',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: signal => reconciler.run(signal),
  });
}
