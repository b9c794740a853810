import {
  DatabaseService,
  LifecycleService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Leases } from './Leases';
import { ProcessLock } from './ProcessLock';
import { isSqlite } from './databaseNow';

/** The tables whose rows are worked on under a lease. */
export interface StacksLeases {
  stacks: Leases;
  plans: Leases;
  deployments: Leases;
}

export interface StacksDatabase {
  knex: Knex;
  leases: StacksLeases;
}

/**
 * Migrates the plugin's database and makes it ready. A SQLite file is locked for this process, whose dead predecessor's leases then end at once.
 *
 * @throws ConflictError when another process uses the same SQLite file
 */
export async function openDatabase(options: {
  database: DatabaseService;
  lifecycle: LifecycleService;
}): Promise<StacksDatabase> {
  const { database, lifecycle } = options;
  const knex = await database.getClient();
  const leases: StacksLeases = {
    stacks: new Leases({ knex, table: 'stacks', key: 'name' }),
    plans: new Leases({ knex, table: 'plans', key: 'id' }),
    deployments: new Leases({ knex, table: 'deployments', key: 'id' }),
  };
  const file = sqliteFile(knex);
  if (file) {
    const lock = ProcessLock.take(`${file}.lock`);
    lifecycle.addShutdownHook(() => lock.release());
  }
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
  return { knex, leases };
}

function sqliteFile(knex: Knex): string | undefined {
  const filename = knex.client.config.connection?.filename;
  return isSqlite(knex) && filename && filename !== ':memory:'
    ? String(filename)
    : undefined;
}
