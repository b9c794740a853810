import { databaseNow } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import type { LeasedRow } from './rows';

/** How long a lease lasts without renewal: what a replica waits at most before it goes on with the work of a dead one. */
export const LEASE_MS = 9_000;

/** Proof of holding a lease: writes name it, and one that names an old token changes nothing. */
export interface Lease {
  key: string;
  owner: string;
  token: number;
}

/** Thrown by a write under a lease that somebody else holds by now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  /** Of the answer to a request that came too late by it: a conflict, which can be tried again. */
  readonly statusCode = 409;

  constructor(table: string, lease: Lease) {
    super(
      `Somebody else goes on with ${lease.key} of ${table} by now (token ${lease.token} is held no longer): try again`,
    );
  }
}

/** Leases on the rows of one table, taken by compare-and-set with the database's clock. */
export class Leases {
  readonly #knex: Knex;
  readonly #table: string;
  readonly #key: string;

  constructor(options: { knex: Knex; table: string; key: string }) {
    this.#knex = options.knex;
    this.#table = options.table;
    this.#key = options.key;
  }

  /** Columns of a row whose lease is held from its insertion on. */
  held(owner: string): Record<keyof LeasedRow, string | number | Knex.Raw> {
    return {
      lease_owner: owner,
      lease_until: databaseNow(this.#knex, LEASE_MS),
      lease_token: 1,
    };
  }

  /** Takes the lease if nobody holds it; undefined when somebody does, or there is no such row. */
  async take(key: string, owner: string): Promise<Lease | undefined> {
    const rows: LeasedRow[] = await this.#knex<LeasedRow>(this.#table)
      .where({ [this.#key]: key })
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<', databaseNow(this.#knex)),
      )
      .update({
        lease_owner: owner,
        lease_until: databaseNow(this.#knex, LEASE_MS),
        lease_token: this.#knex.raw('lease_token + 1'),
      })
      .returning('*');
    return rows.length === 1
      ? { key, owner, token: rows[0].lease_token }
      : undefined;
  }

  /**
   * Renews the lease and, inside a transaction, holds the row against everybody else until the transaction ends.
   *
   * @throws LeaseLostError
   */
  async renew(lease: Lease, trx: Knex = this.#knex): Promise<void> {
    const renewed = await trx<LeasedRow>(this.#table)
      .where({
        [this.#key]: lease.key,
        lease_owner: lease.owner,
        lease_token: lease.token,
      })
      .whereNotNull('lease_until')
      .update({ lease_until: databaseNow(trx, LEASE_MS) });
    if (renewed !== 1) {
      throw new LeaseLostError(this.#table, lease);
    }
  }

  /** Gives the lease back; one lost already is left alone. */
  async release(lease: Lease): Promise<void> {
    await this.#knex<LeasedRow>(this.#table)
      .where({ [this.#key]: lease.key, lease_token: lease.token })
      .update({ lease_until: null });
  }

  /** Ends all leases: only for a process that knows itself to be the only one. */
  async void(): Promise<void> {
    await this.#knex<LeasedRow>(this.#table)
      .whereNotNull('lease_until')
      .update({ lease_until: null });
  }
}
