import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { LeaseLostError, Leases } from './Leases';

jest.setTimeout(60_000);

describe('Leases', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let leases: Leases;

    beforeEach(async () => {
      knex = await databases.init(id);
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@enginehouse/plugin-stacks-backend',
          'migrations',
        ),
      });
      leases = new Leases({ knex, table: 'plans', key: 'id' });
      await knex('plans').insert({
        id: 'p1',
        stack: 's',
        state: 'planning',
        created_at: '',
        expires_at: '',
        created_by: '',
        request: '{}',
        plan: '{}',
      });
    });

    /** Lets the lease run out without waiting for it. */
    async function runOut() {
      await knex('plans').update({ lease_until: 1 });
    }

    it('lets one of many have it', async () => {
      const taken = await Promise.all(
        ['a', 'b', 'c', 'd'].map(owner => leases.take('p1', owner)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await leases.take('p1', 'e')).toBeUndefined();
    });

    it('refuses the writes of a holder that somebody overtook', async () => {
      const first = await leases.take('p1', 'a');
      await runOut();
      const second = await leases.take('p1', 'b');
      expect(second!.token).toBe(first!.token + 1);
      await expect(leases.renew(first!)).rejects.toMatchObject({
        ...{ name: LeaseLostError.name, statusCode: 409 },
      });
      await leases.release(first!);
      await expect(leases.renew(second!)).resolves.toBeUndefined();
    });

    it('can be taken at once after it was given back or voided', async () => {
      const first = await leases.take('p1', 'a');
      await leases.release(first!);
      expect(await leases.take('p1', 'b')).toBeDefined();
      await leases.void();
      expect(await leases.take('p1', 'c')).toBeDefined();
    });

    it('counts time by the clock of the database', async () => {
      await leases.take('p1', 'a');
      jest.useFakeTimers({ now: Date.now() + 3_600_000, advanceTimers: true });
      try {
        expect(await leases.take('p1', 'b')).toBeUndefined();
      } finally {
        jest.useRealTimers();
      }
    });
  });
});
