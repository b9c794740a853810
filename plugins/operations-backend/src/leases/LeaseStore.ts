import { randomUUID } from 'node:crypto';
import { databaseNow } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import { leastLoaded, type Candidate } from './leastLoaded';

const MINUTE_MS = 60_000;

/** A unit that is given to a session until it is returned or ends. Times are ISO 8601. */
export interface StoredLease {
  id: string;
  unit: string;
  address: string;
  holder: string;
  purpose: string;
  createdAt: string;
  expiresAt: string;
}

/** Who is to be given a unit, for what and how long. */
export interface Wanted {
  holder: string;
  purpose: string;
  ttlMinutes: number;
}

/** PostgreSQL answers its big integers as strings. */
interface LeaseRow {
  id: string;
  stack: string;
  unit: string;
  address: string;
  holder: string;
  purpose: string;
  created_at: number | string;
  expires_at: number | string;
}

/**
 * The leases of all stacks. A unit is chosen and the lease written under the stack's row, so that sessions that ask at once, of any replica,
 * spread; what has expired by the database's clock is no lease any more, whether it was removed or not.
 */
export class LeaseStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Gives the least loaded candidate; there must be one. */
  async give(
    stack: string,
    candidates: Candidate[],
    { holder, purpose, ttlMinutes }: Wanted,
  ): Promise<StoredLease> {
    return this.#knex.transaction(async trx => {
      await holdStack(trx, stack);
      const unit = leastLoaded(candidates, await countByUnit(trx, stack));
      if (!unit) throw new TypeError('There is no candidate');
      const [row]: LeaseRow[] = await trx<LeaseRow>('leases')
        .insert({
          id: randomUUID(),
          stack,
          unit: unit.key,
          address: unit.address,
          holder,
          purpose,
          created_at: databaseNow(trx),
          expires_at: databaseNow(trx, ttlMinutes * MINUTE_MS),
        })
        .returning('*');
      return toLease(row);
    });
  }

  /** Those that have not expired, the soonest to end first. */
  async list(stack: string): Promise<StoredLease[]> {
    return (await current(this.#knex, stack).orderBy(['expires_at', 'id'])).map(
      toLease,
    );
  }

  /** After this there is no such lease, whether there was one or not. */
  async remove(stack: string, id: string): Promise<void> {
    await this.#knex<LeaseRow>('leases').where({ stack, id }).delete();
  }

  /** Who holds it; undefined when there is no such lease. */
  async holderOf(stack: string, id: string): Promise<string | undefined> {
    const [row] = await this.#knex<LeaseRow>('leases').where({ stack, id });
    return row?.holder;
  }

  /** Removes what has expired; how many there were. */
  async removeExpired(): Promise<number> {
    return this.#knex<LeaseRow>('leases')
      .where('expires_at', '<=', databaseNow(this.#knex))
      .delete();
  }
}

/** Holds the stack's row against everybody else until the transaction ends. */
async function holdStack(trx: Knex, stack: string): Promise<void> {
  await trx('placed_stacks')
    .insert({ stack, leases_given: 0 })
    .onConflict('stack')
    .ignore();
  await trx('placed_stacks')
    .where({ stack })
    .update({ leases_given: trx.raw('leases_given + 1') });
}

async function countByUnit(
  knex: Knex,
  stack: string,
): Promise<ReadonlyMap<string, number>> {
  const rows: { unit: string; leases: number | string }[] = await current(
    knex,
    stack,
  )
    .select('unit')
    .count({ leases: '*' })
    .groupBy('unit');
  return new Map(rows.map(({ unit, leases }) => [unit, Number(leases)]));
}

function current(knex: Knex, stack: string) {
  return knex<LeaseRow>('leases')
    .where({ stack })
    .where('expires_at', '>', databaseNow(knex));
}

function toLease(row: LeaseRow): StoredLease {
  const { id, unit, address, holder, purpose } = row;
  const time = (ms: number | string) => new Date(Number(ms)).toISOString();
  return {
    id,
    unit,
    address,
    holder,
    purpose,
    createdAt: time(row.created_at),
    expiresAt: time(row.expires_at),
  };
}
