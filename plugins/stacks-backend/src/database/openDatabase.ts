import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { isSqlite } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import { Leases } from './Leases';
import { ProcessLock } from './ProcessLock';

/** How long a predecessor that is just stopping is waited for. */
const LOCK_WITHIN_MS = 5_000;

/** The tables whose rows are worked on under a lease. */
export interface StacksLeases {
  stacks: Leases;
  plans: Leases;
  deployments: Leases;
}

export interface StacksDatabase {
  knex: Knex;
  leases: StacksLeases;
  /** Lets another process use a SQLite file. */
  close: () => void;
}

/**
 * Migrates the plugin's database and makes it ready. A SQLite file is locked for this process, whose dead predecessor's leases then end at once.
 *
 * @throws ConflictError when another process uses the same SQLite file
 */
export async function openDatabase(
  database: DatabaseService,
): Promise<StacksDatabase> {
  const knex = await database.getClient();
  const leases: StacksLeases = {
    stacks: new Leases({ knex, table: 'stacks', key: 'name' }),
    plans: new Leases({ knex, table: 'plans', key: 'id' }),
    deployments: new Leases({ knex, table: 'deployments', key: 'id' }),
  };
  const file = sqliteFile(knex);
  const lock = file
    ? await ProcessLock.take(`${file}.lock`, LOCK_WITHIN_MS)
    : undefined;
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@enginehouse/plugin-stacks-backend',
        'migrations',
      ),
    });
  }
  if (isSqlite(knex)) {
    await Promise.all(Object.values(leases).map(table => table.void()));
  }
  return { knex, leases, close: () => lock?.release() };
}

function sqliteFile(knex: Knex): string | undefined {
  const filename = knex.client.config.connection?.filename;
  return isSqlite(knex) && filename && filename !== ':memory:'
    ? String(filename)
    : undefined;
}
