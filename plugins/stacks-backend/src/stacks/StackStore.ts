import type {
  Binding,
  ListStacks,
  ListStacks200Response,
  Stack,
} from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import { decodeCursor, toPage } from '../database/cursor';
import type { StackRow } from '../database/rows';
import type { RecordedStack, StackRegistry } from '../planning/types';
import { StackWithHealth, toStack } from './toStack';
import { Readable, whereReadable } from './whereReadable';

const DEFAULT_LIMIT = 20;

/** What a list is sorted by: worst health first where health is. */
const SORT_KEYS = {
  name: ['s.name', 'string'],
  changedAt: ['s.changed_at', 'string'],
  state: ['s.state', 'string'],
  // What is not known sorts below what costs nothing.
  monthlyCost: ['coalesce(s.monthly_cost, -1)', 'number'],
  health: [
    `case h.status when 'unhealthy' then 0 when 'degraded' then 1 when 'healthy' then 3 else 2 end`,
    'number',
  ],
} as const;

/** Reads the stacks table: what the ledger says about each stack. */
export class StackStore implements StackRegistry {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A stack that was applied at least once; undefined for one that is only planned. */
  async find(
    name: string,
    knex: Knex = this.#knex,
  ): Promise<RecordedStack | undefined> {
    const row = await knex<StackRow>('stacks').where({ name }).first();
    return row?.stack_id ? toRecorded(row) : undefined;
  }

  async holders(options: {
    account: string;
    region: string;
    names: { type: string; name: string }[];
    except: string;
  }): Promise<{ stack: string; type: string; name: string }[]> {
    const { account, region, names } = options;
    const rows = await this.#knex<StackRow>('stacks')
      .where({ account, region, live: true })
      .whereNot({ name: options.except })
      .whereNot({ fixed_names: '[]' });
    return rows.flatMap(row =>
      toRecorded(row)
        .fixedNames.filter(held =>
          names.some(n => n.type === held.type && n.name === held.name),
        )
        .map(held => ({ stack: row.name, ...held })),
    );
  }

  async dependents(stack: string): Promise<string[]> {
    const rows = await this.#knex<StackRow>('stacks')
      .where({ live: true })
      .whereNotNull('binds')
      .orderBy('name');
    return rows
      .filter(({ name, binds }) => {
        const bound: Binding[] = JSON.parse(binds ?? '[]');
        return name !== stack && bound.some(b => b.stack === stack);
      })
      .map(({ name }) => name);
  }

  /** The row of a stack, planned, live or gone. */
  row(name: string): Promise<StackRow | undefined> {
    return this.#knex<StackRow>('stacks').where({ name }).first();
  }

  /** The rows of stacks, in no order; names without a row are left out. */
  rows(names: string[]): Promise<StackRow[]> {
    return this.#knex<StackRow>('stacks').whereIn('name', names);
  }

  /** Live stacks that nothing is being done to. */
  idle(): Promise<StackRow[]> {
    return this.#knex<StackRow>('stacks')
      .where({ live: true })
      .whereNotNull('stack_id')
      .where('state', this.#knex.ref('resting_state'));
  }

  /** A stack with its health, live or gone; undefined for one that was planned only, once its plans are gone. */
  async get(name: string): Promise<Stack | undefined> {
    const row: StackWithHealth | undefined = await this.#withHealth()
      .where('s.name', name)
      .where(shown =>
        shown.where('s.live', true).orWhereNot('s.state', 'planned'),
      )
      .first();
    return row && toStack(row);
  }

  /** Stacks that exist or are planned; destroyed ones when asked for by state. */
  async list(
    query: ListStacks['query'],
    readable: Readable,
  ): Promise<ListStacks200Response> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const scope = whereReadable(this.#withHealth(), readable, 's.owner');
    if (query.q) {
      const pattern = query.q
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, '\\$&');
      scope.whereRaw(`s.name like ? escape '\\'`, [`%${pattern}%`]);
    }
    for (const field of ['environment', 'definition', 'owner'] as const) {
      const value = query[field];
      if (value !== undefined) scope.where(`s.${field}`, value);
    }
    const matching = scope.clone();
    if (query.state?.length) {
      matching
        .whereIn('s.state', query.state)
        .where(shown =>
          shown.where('s.live', true).orWhere('s.state', 'destroyed'),
        );
    } else {
      matching.where('s.live', true);
    }
    if (query.health?.length) {
      matching.whereRaw(
        `coalesce(h.status, 'unknown') in (${query.health.map(() => '?')})`,
        query.health,
      );
    }
    const [page, totalItems, state, health] = await Promise.all([
      this.#page(matching.clone(), query, limit),
      count(matching),
      countBy(scope, 's.state'),
      countBy(scope, `coalesce(h.status, 'unknown')`),
    ]);
    return { ...page, totalItems, counts: { state, health } };
  }

  async #page(
    matching: Knex.QueryBuilder,
    query: ListStacks['query'],
    limit: number,
  ) {
    const sort = query.sort ?? 'name';
    const direction = sort.startsWith('-') ? 'desc' : 'asc';
    const [key, kind] =
      SORT_KEYS[sort.replace('-', '') as keyof typeof SORT_KEYS];
    if (query.cursor) {
      const after = decodeCursor(query.cursor, [kind, 'string']);
      const past = direction === 'asc' ? '>' : '<';
      matching.whereRaw(
        `(${key} ${past} ? or (${key} = ? and s.name ${past} ?))`,
        [after[0], after[0], after[1]],
      );
    }
    const rows: (StackWithHealth & { sort_key: string | number })[] =
      await matching
        .select(this.#knex.raw(`${key} as sort_key`))
        .orderByRaw(`sort_key ${direction}, s.name ${direction}`)
        .limit(limit + 1);
    const page = toPage(rows, limit, row => [row.sort_key, row.name]);
    return { ...page, items: page.items.map(toStack) };
  }

  #withHealth(): Knex.QueryBuilder {
    return this.#knex('stacks as s')
      .leftJoin('stack_health as h', 'h.stack', 's.name')
      .select(
        's.*',
        'h.status as health_status',
        'h.sentence as health_sentence',
        'h.at as health_at',
        'h.since as health_since',
      );
  }
}

function toRecorded(row: StackRow): RecordedStack {
  return {
    name: row.name,
    stackId: row.stack_id ?? undefined,
    definition: row.definition,
    owner: row.owner,
    environment: row.environment,
    account: row.account,
    region: row.region,
    live: Boolean(row.live),
    fixedNames: JSON.parse(row.fixed_names),
  };
}

async function count(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.clone().clearSelect().count({ count: '*' });
  return Number(row.count);
}

async function countBy(
  query: Knex.QueryBuilder,
  key: string,
): Promise<Record<string, number>> {
  const rows: { key: string; count: number | string }[] = await query
    .clone()
    .clearSelect()
    .where('s.live', true)
    .select(query.client.raw(`${key} as key`))
    .count({ count: '*' })
    .groupByRaw(key);
  return Object.fromEntries(rows.map(row => [row.key, Number(row.count)]));
}
