import type { Knex } from 'knex';

/**
 * The database's own clock in milliseconds since the epoch, plus `offsetMs`: the one clock on which all replicas agree. For use inside a
 * statement.
 */
export function databaseNow(knex: Knex, offsetMs = 0): Knex.Raw {
  const now = isSqlite(knex)
    ? "cast((julianday('now') - 2440587.5) * 86400000 as integer)"
    : 'cast(extract(epoch from clock_timestamp()) * 1000 as bigint)';
  return knex.raw(`(${now} + ?)`, [offsetMs]);
}

/** Whether the database is a SQLite file or memory, which one process may use at a time. */
export function isSqlite(knex: Knex): boolean {
  return String(knex.client.config.client).includes('sqlite');
}
