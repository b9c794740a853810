import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { deploymentRow } from '../__testUtils__/deploymentRows';
import { seedStacks } from '../__testUtils__/seedStacks';
import { Leases } from '../database/Leases';
import { Ledger } from '../ledger/Ledger';
import { StackChanges } from '../stacks/StackChanges';
import { DeploymentStore } from './DeploymentStore';
import {
  DeploymentWatcher,
  type DeploymentWatcherDeps,
} from './DeploymentWatcher';

jest.setTimeout(30_000);

describe('DeploymentWatcher', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const stack = 'service-0000-things-sandbox';

  async function migrated(): Promise<Knex> {
    const knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@enginehouse/plugin-stacks-backend',
        'migrations',
      ),
    });
    return knex;
  }

  /** A watcher of one process, which notes what it carries until it is stopped. */
  function watcherOn(
    knex: Knex,
    carried: string[],
    deps: Partial<DeploymentWatcherDeps> = {},
  ) {
    const logger = mockServices.logger.mock();
    return new DeploymentWatcher({
      ...{ knex, logger, processId: 'a' },
      ledger: new Ledger(knex),
      store: new DeploymentStore(knex),
      leases: new Leases({ knex, table: 'deployments', key: 'id' }),
      changes: new StackChanges({
        events: mockServices.events.mock(),
        signals: { publish: async () => {} },
        logger,
      }),
      carry: async ({ key }, signal) => {
        carried.push(key);
        await new Promise(resolve => signal.addEventListener('abort', resolve));
      },
      alsoLookFor: async () => {},
      ...deps,
    });
  }

  it('ends what did not settle in time, and carries each running deployment once', async () => {
    const knex = await migrated();
    await seedStacks(knex, 1);
    const finished = new Date().toISOString();
    await knex('deployments').insert([
      {
        ...deploymentRow({ id: 'late', plan_id: null, state: 'settling' }),
        stack,
        finished_at: finished,
        settle_until: finished,
      },
      deploymentRow({ id: 'running', plan_id: null }),
    ]);
    const ledger = new Ledger(knex);
    const store = new DeploymentStore(knex);
    const carried: string[] = [];
    const watchers = ['a', 'b'].map(processId =>
      watcherOn(knex, carried, { processId }),
    );
    watchers.forEach(watcher => watcher.start());
    while (
      carried.length === 0 ||
      (await store.get('late')).state === 'settling'
    ) {
      await new Promise(setImmediate);
    }
    await Promise.all(watchers.map(watcher => watcher.stop()));

    const { state, reason } = await store.get('late');
    expect({ state, reason }).toEqual({
      state: 'deployed',
      reason: 'Not every unit was healthy within ten minutes.',
    });
    const { lines } = await ledger.list({ stack, limit: 1 });
    expect(lines).toMatchObject([
      { kind: 'deployment-ended', data: { state: 'deployed' } },
    ]);
    expect(carried).toEqual(['running']);
    expect(await store.unwatched()).toEqual(['running']);
  });

  it('carries what begins while other work has to wait', async () => {
    const knex = await migrated();
    const carried: string[] = [];
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const alsoLookFor = jest.fn(() => held);
    const watcher = watcherOn(knex, carried, { alsoLookFor });
    watcher.start();
    while (alsoLookFor.mock.calls.length === 0) {
      await new Promise(setImmediate);
    }
    await knex('deployments').insert(deploymentRow({ plan_id: null }));
    while (carried.length === 0) {
      watcher.wake();
      await new Promise(setImmediate);
    }
    expect(alsoLookFor).toHaveBeenCalledTimes(1);
    release();
    await watcher.stop();
  });
});
