import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanRequest } from '@enginehouse/plugin-stacks-common';
import type { Portal } from './Portal';
import { StacksApi } from './StacksApi';
import { short } from './statistics';

const REQUEST: PlanRequest = {
  definition: 'dagger-engine-pool',
  service: 'bench',
  owner: 'group:default/guests',
  environment: 'sandbox',
  config: { capacity: { min: 1, max: 3 } },
  action: 'apply',
};
const LOOK_EVERY_MS = 100;

/** What the form does from a filled-in page to a healthy engine pool, by the portal's API. */
export async function formToRunningStack({ url }: Portal) {
  const api = await StacksApi.asGuest(url);
  // The page looks at environments and previews while one types; the first preview of a portal includes its first reads from AWS.
  const preview = await timed(() =>
    api.createPlan({ ...REQUEST, dryRun: true }),
  );
  const seal = await timed(async () => {
    const { id } = await api.createPlan(REQUEST);
    return until(
      () => api.plan(id),
      ({ state }) => state === 'planning',
      ({ state }) => state === 'ready',
    );
  });
  const deploy = await timed(async () => {
    const { id } = await api.apply(seal.value.id);
    return until(
      () => api.deployment(id),
      ({ state }) => state === 'starting' || state === 'deploying',
      ({ state }) => state === 'settling' || state === 'deployed',
    );
  });
  const settle = await timed(async () => {
    await until(
      () => api.deployment(deploy.value.id),
      ({ state }) => state === 'settling',
      ({ state }) => state === 'deployed',
    );
    return until(
      () => api.stack(seal.value.stack),
      ({ health }) => health?.status !== 'healthy',
      () => true,
    );
  });
  const parts = { preview, seal, deploy, settle };
  return {
    what: 'dry run, plan until sealed, apply until CloudFormation is done, until the portal reads the pool as healthy; local AWS',
    totalSeconds: seconds(
      Object.values(parts).reduce((sum, { ms }) => sum + ms, 0),
    ),
    previewSeconds: seconds(preview.ms),
    sealSeconds: seconds(seal.ms),
    deploySeconds: seconds(deploy.ms),
    settleSeconds: seconds(settle.ms),
    health: settle.value.health?.sentence,
  };
}

/** Looks until the value is no longer transient. @throws Error with the value when it is not as it should be then. */
async function until<T>(
  look: () => Promise<T>,
  transient: (value: T) => boolean,
  good: (value: T) => boolean,
): Promise<T> {
  const end = performance.now() + 300_000;
  for (;;) {
    const value = await look();
    if (!transient(value) && good(value)) return value;
    if (!transient(value) || performance.now() > end) {
      throw new Error(`Not as expected: ${JSON.stringify(value, null, 2)}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function timed<T>(work: () => Promise<T>) {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

const seconds = (ms: number) => short(ms / 1_000);
