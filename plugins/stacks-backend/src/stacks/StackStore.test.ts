import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { ListStacks, Stack } from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import { seedStacks } from '../__testUtils__/seedStacks';
import { StackStore } from './StackStore';
import type { Readable } from './whereReadable';

jest.setTimeout(120_000);

describe('StackStore with 1,000 stacks', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: StackStore;

    beforeAll(async () => {
      knex = await databases.init(id);
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@enginehouse/plugin-stacks-backend',
          'migrations',
        ),
      });
      await seedStacks(knex, 1_000);
      store = new StackStore(knex);
    });

    /** All pages, one after the other. */
    async function all(
      query: ListStacks['query'],
      readable: Readable = 'all',
    ): Promise<Stack[]> {
      const stacks: Stack[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ ...query, cursor }, readable);
        stacks.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return stacks;
    }

    it.each([
      'name',
      '-name',
      'changedAt',
      '-health',
      'health',
      '-state',
      'monthlyCost',
      '-monthlyCost',
    ] as const)('pages through all of them by %s, each once', async sort => {
      const stacks = await all({ sort, limit: 90 });
      expect(stacks).toHaveLength(1_000);
      expect(new Set(stacks.map(stack => stack.name)).size).toBe(1_000);
    });

    it('sorts by the worst health first', async () => {
      const { items } = await store.list({ sort: 'health', limit: 100 }, 'all');
      expect(new Set(items.map(({ health }) => health.status))).toEqual(
        new Set(['unhealthy']),
      );
      const last = await store.list({ sort: '-health', limit: 1 }, 'all');
      expect(last.items[0].health.status).toBe('healthy');
    });

    it('sorts by what stacks cost, those whose cost is not known below all others', async () => {
      const dearest = await store.list({ sort: '-monthlyCost' }, 'all');
      expect(dearest.items[0].monthlyCost).toEqual({
        ...{ currency: 'USD', monthly: 49, atLeast: false },
      });
      const least = await store.list({ sort: 'monthlyCost' }, 'all');
      expect(least.items[0]).toMatchObject({ monthlyCost: undefined });
    });

    it('filters, and counts what the filters of health and state leave out', async () => {
      const page = await store.list(
        { q: 'service-00', definition: 'things', state: ['deployed'] },
        'all',
      );
      expect(page.totalItems).toBe(80);
      expect(page.items).toHaveLength(20);
      expect(page.counts.state).toEqual({ deployed: 80 });
      const others = await store.list(
        { q: 'service-00', definition: 'other-things', health: ['unknown'] },
        'all',
      );
      expect(others.totalItems).toBe(15);
      expect(others.counts).toEqual({
        state: { deployed: 10, 'create-failed': 10 },
        health: { unknown: 15, healthy: 2, unhealthy: 3 },
      });
    });

    it('takes no pattern from the one who searches', async () => {
      expect((await store.list({ q: '%' }, 'all')).totalItems).toBe(0);
      expect((await store.list({ q: 'SERVICE-0001' }, 'all')).totalItems).toBe(
        1,
      );
    });

    it('shows, counts and pages only what the caller may read', async () => {
      const mine = { owners: ['group:default/platform'] };
      const readable: Readable = {
        anyOf: [{ not: { not: mine } }, { allOf: [mine, { owners: [] }] }],
      };
      const page = await store.list({ limit: 1 }, readable);
      expect(page.totalItems).toBe(500);
      expect(page.counts.state).toEqual({
        'create-failed': 100,
        deployed: 400,
      });
      const owners = (await all({ limit: 100 }, readable)).map(s => s.owner);
      expect(new Set(owners)).toEqual(new Set(mine.owners));
    });

    it('refuses a cursor it did not make', async () => {
      await expect(store.list({ cursor: 'x' }, 'all')).rejects.toThrow(
        "cursor is 'x'",
      );
    });

    it('finds who holds a fixed name in an account and region', async () => {
      const names = [
        { type: 'AWS::Logs::LogGroup', name: '/service-0007-things-sandbox' },
      ];
      const here = { account: '123456789012', region: 'us-east-1', names };
      expect(await store.holders({ ...here, except: 'another' })).toEqual([
        { stack: 'service-0007-things-sandbox', ...names[0] },
      ]);
      const except = 'service-0007-things-sandbox';
      expect(await store.holders({ ...here, except })).toEqual([]);
      const elsewhere = { ...here, region: 'eu-west-1', except: 'another' };
      expect(await store.holders(elsewhere)).toEqual([]);
    });
  });
});
