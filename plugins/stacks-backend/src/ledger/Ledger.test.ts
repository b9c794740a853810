import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { StackRow } from '../database/rows';
import { Ledger } from './Ledger';
import type { NewLine, StackIdentity } from './lines';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@enginehouse/plugin-stacks-backend',
  'migrations',
);

const identity: StackIdentity = {
  definition: 'things',
  definitionVersion: '1.0.0',
  service: 'shop',
  component: 'things',
  environment: 'sandbox',
  owner: 'group:default/platform',
  account: '123456789012',
  region: 'us-east-1',
};

const stack = 'shop-things-sandbox';
const actor = 'user:default/ada';
const started: NewLine = {
  stack,
  actor,
  kind: 'deployment-started',
  data: {
    ...identity,
    deploymentId: 'd1',
    planId: 'p1',
    kind: 'create',
    stackId: 'arn:stack',
    config: { b: 1, a: { d: 2, c: 3 } },
    fixedNames: [{ type: 'AWS::Logs::LogGroup', name: '/shop' }],
  },
};
const life: NewLine[] = [
  {
    stack,
    actor,
    kind: 'plan-created',
    data: { ...identity, planId: 'p1', action: 'apply' },
  },
  {
    stack,
    actor,
    kind: 'plan-sealed',
    data: { planId: 'p1', outcome: 'ready' },
  },
  started,
  {
    stack,
    actor,
    kind: 'deployment-progressed',
    data: {
      deploymentId: 'd1',
      state: 'deploying',
      status: 'CREATE_IN_PROGRESS',
    },
  },
  {
    stack,
    actor,
    kind: 'deployment-settling',
    data: {
      deploymentId: 'd1',
      status: 'CREATE_COMPLETE',
      updatedAt: '2026-01-01T00:00:00.000Z',
      outputs: [{ key: 'Endpoint', value: 'tcp://shop' }],
    },
  },
  {
    stack,
    actor,
    kind: 'deployment-ended',
    data: { deploymentId: 'd1', state: 'deployed' },
  },
  {
    stack,
    actor,
    kind: 'changed-outside',
    data: { state: 'rolled-back', status: 'UPDATE_ROLLBACK_COMPLETE' },
  },
];

describe('Ledger', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function open(id: TestDatabaseId): Promise<Knex> {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    return knex;
  }

  async function append(knex: Knex, line: NewLine) {
    const ledger = new Ledger(knex);
    return knex.transaction(trx => ledger.append(trx, line));
  }

  describe.each(databases.eachSupportedId())('on %s', id => {
    it('migrates up and down', async () => {
      const knex = await open(id);
      await knex.migrate.rollback({ directory }, true);
      await expect(knex.schema.hasTable('stacks')).resolves.toBe(false);
      await knex.migrate.latest({ directory });
      await expect(knex.schema.hasTable('ledger')).resolves.toBe(true);
    });

    it('gives each line of a stack the next seq, whoever writes at the same time', async () => {
      const knex = await open(id);
      await append(knex, life[0]);
      await append(knex, { ...life[0], stack: 'other-things-sandbox' });
      const reports = Array.from({ length: 20 }, (_, index) =>
        append(knex, {
          stack,
          actor,
          kind: 'operation-finished',
          data: { index },
        }),
      );
      const seqs = (await Promise.all(reports)).map(line => line.seq);
      expect(seqs.sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 2),
      );
      const { lines, total } = await new Ledger(knex).list({ stack });
      expect(total).toBe(21);
      expect(lines.map(line => line.seq)).toEqual(
        Array.from({ length: 21 }, (_, index) => 21 - index),
      );
    });

    it('rebuilds equal rows from its lines', async () => {
      const knex = await open(id);
      for (const line of life) await append(knex, line);
      await append(knex, { ...life[0], stack: 'other-things-sandbox' });
      const rows = () => knex<StackRow>('stacks').orderBy('name');
      const before = await rows();
      expect(before[1]).toMatchObject({
        state: 'rolled-back',
        owner: 'group:default/platform',
        stack_id: 'arn:stack',
        open_plans: 0,
        config: '{"b":1,"a":{"d":2,"c":3}}',
        cloudformation_status: 'UPDATE_ROLLBACK_COMPLETE',
      });
      await knex('stacks').update({
        state: 'unknown',
        owner: 'nobody',
        outputs: null,
        open_plans: 7,
      });
      await new Ledger(knex).rebuildStacks();
      expect(await rows()).toEqual(before);
    });

    it('frees the name of a stack whose last plan is gone, and of one that is destroyed', async () => {
      const knex = await open(id);
      const row = () => knex<StackRow>('stacks').where({ name: stack }).first();
      await append(knex, life[0]);
      expect(Boolean((await row())?.live)).toBe(true);
      await append(knex, {
        stack,
        actor,
        kind: 'plan-expired',
        data: { planId: 'p1' },
      });
      expect(Boolean((await row())?.live)).toBe(false);

      await append(knex, life[0]);
      await append(knex, started);
      await append(knex, {
        stack,
        actor,
        kind: 'deployment-ended',
        data: { deploymentId: 'd1', state: 'destroyed' },
      });
      expect(await row()).toMatchObject({ state: 'destroyed' });
      expect(Boolean((await row())?.live)).toBe(false);

      await append(knex, life[0]);
      expect(await row()).toMatchObject({ state: 'planned', stack_id: null });
    });

    it('keeps what a stack was made with when a deployment does not configure it', async () => {
      const knex = await open(id);
      const binds = [
        {
          ...{ to: 'ci', capability: 'a:b', stack: 'shop-ci-sandbox' },
          ...{ definition: 'pool', values: { name: 'x' } },
        },
      ];
      const configured = {
        ...started,
        data: { ...started.data, binds },
      } as NewLine;
      const unprotect = {
        ...started,
        data: {
          ...{ ...started.data, config: undefined },
          ...{ kind: 'unprotect', definitionVersion: '2.0.0' },
        },
      } as NewLine;
      for (const line of [life[0], configured, unprotect]) {
        await append(knex, line);
      }
      const row = await knex<StackRow>('stacks').where({ name: stack }).first();
      expect(row).toMatchObject({
        ...{ state: 'deploying', definition_version: '1.0.0' },
        binds: JSON.stringify(binds),
      });
      expect(JSON.parse(row!.config!)).toEqual({ b: 1, a: { d: 2, c: 3 } });
    });

    it('puts a stack back as it was when a deployment was not started', async () => {
      const knex = await open(id);
      for (const line of life.slice(0, 6)) await append(knex, line);
      await append(knex, {
        ...life[0],
        data: { ...identity, planId: 'p2', action: 'destroy' },
      } as NewLine);
      await append(knex, {
        ...started,
        data: { ...started.data, deploymentId: 'd2', kind: 'destroy' },
      } as NewLine);
      await append(knex, {
        stack,
        actor,
        kind: 'deployment-ended',
        data: { deploymentId: 'd2', state: 'not-started', reason: 'Denied' },
      });
      expect(
        await knex<StackRow>('stacks').where({ name: stack }).first(),
      ).toMatchObject({ state: 'deployed', stack_id: 'arn:stack' });
    });
  });
});
