import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { LeaseStore } from './LeaseStore';

jest.setTimeout(60_000);

const engine = (key: string, measured = 0) => ({
  key,
  address: `tls://${key}:8443`,
  measured,
});
const wanted = { holder: 'user:default/ada', purpose: 'build', ttlMinutes: 60 };

describe('LeaseStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: LeaseStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@enginehouse/plugin-operations-backend',
          'migrations',
        ),
      });
      store = new LeaseStore(knex);
    });

    const perUnit = async (stack = 'pool') => {
      const counts: Record<string, number> = {};
      for (const { unit } of await store.list(stack)) {
        counts[unit] = (counts[unit] ?? 0) + 1;
      }
      return counts;
    };

    it('spreads 20 sessions that ask two replicas at once over 4 idle engines, 5 on each', async () => {
      const replica = new LeaseStore(knex);
      const engines = ['a', 'b', 'c', 'd'].map(key => engine(key));
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? store : replica).give('pool', engines, wanted),
        ),
      );
      expect(await perUnit()).toEqual({ a: 5, b: 5, c: 5, d: 5 });
    });

    it('counts sessions as measured, or as leased until they are; of equals takes the one with fewer leases', async () => {
      const engines = [engine('a', 2), engine('b'), engine('c', 1)];
      const given = [];
      for (let n = 0; n < 4; n += 1) {
        given.push((await store.give('pool', engines, wanted)).unit);
      }
      // b carries nothing; then b and c carry one, c without a lease; then both have a lease; then all carry two, a without one.
      expect(given).toEqual(['b', 'c', 'b', 'c']);
      expect((await store.give('pool', engines, wanted)).unit).toBe('a');
    });

    it('counts the leases of each stack for itself', async () => {
      await store.give('other', [engine('a')], wanted);
      await store.give('pool', [engine('a'), engine('b')], wanted);
      expect(await perUnit()).toEqual({ a: 1 });
    });

    it('forgets what has expired by the clock of the database, not by ours', async () => {
      await store.give('pool', [engine('a')], { ...wanted, ttlMinutes: 1 });
      jest.useFakeTimers({ now: Date.now() + 3_600_000, advanceTimers: true });
      try {
        expect(await perUnit()).toEqual({ a: 1 });
        expect(await store.removeExpired()).toBe(0);
      } finally {
        jest.useRealTimers();
      }
      await knex('leases').update({ expires_at: 1 });
      expect(await perUnit()).toEqual({});
      const engines = [engine('a'), engine('b')];
      expect((await store.give('pool', engines, wanted)).unit).toBe('a');
      expect(await store.removeExpired()).toBe(1);
      expect(await perUnit()).toEqual({ a: 1 });
    });

    it('takes a lease back once and again', async () => {
      const lease = await store.give('pool', [engine('a')], wanted);
      expect(lease).toMatchObject({
        address: 'tls://a:8443',
        holder: wanted.holder,
      });
      expect(
        Date.parse(lease.expiresAt) - Date.parse(lease.createdAt),
      ).toBeCloseTo(3_600_000, -2);
      await store.remove('other', lease.id);
      expect(await store.holderOf('pool', lease.id)).toBe(wanted.holder);
      await store.remove('pool', lease.id);
      await store.remove('pool', lease.id);
      expect(await store.list('pool')).toEqual([]);
    });
  });
});
