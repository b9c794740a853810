import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ListPlans,
  PlanState,
  PlanSummary,
} from '@enginehouse/plugin-stacks-common';
import { databaseNow } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import { decodeCursor, toPage } from '../database/cursor';
import type { PlanRow } from '../database/rows';
import type { PlanRecord } from '../planning/types';
import { Readable, whereReadable } from '../stacks/whereReadable';

const DEFAULT_LIMIT = 20;

/** Reads the plans table. What changes a plan also writes the ledger: see `PlanLifecycle`. */
export class PlanStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<PlanRecord> {
    const row = await this.#knex<PlanRow>('plans').where({ id }).first();
    if (!row) throw new NotFoundError(`There is no plan ${id}`);
    return toPlanRecord(row);
  }

  /** Open plans of a stack, newest first. */
  async open(stack: string): Promise<PlanRecord[]> {
    const rows = await this.#knex<PlanRow>('plans')
      .where({ stack })
      .whereIn('state', ['planning', 'ready'])
      .orderBy('created_at', 'desc');
    return rows.map(toPlanRecord);
  }

  /** Open plans whose time is over. */
  async due(now: string): Promise<PlanRecord[]> {
    const rows = await this.#knex<PlanRow>('plans')
      .where({ state: 'ready' })
      .where('expires_at', '<', now);
    return rows.map(toPlanRecord);
  }

  /** Plans that nobody seals any more: the process that did is gone. */
  async abandoned(): Promise<PlanRecord[]> {
    const rows = await this.#knex<PlanRow>('plans')
      .where({ state: 'planning' })
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<', databaseNow(this.#knex)),
      );
    return rows.map(toPlanRecord);
  }

  /** Plans of stacks the caller may read, newest first. @throws InputError for a state that is not stored */
  async list(
    query: ListPlans['query'],
    readable: Readable,
  ): Promise<{
    items: PlanSummary[];
    totalItems: number;
    nextCursor?: string;
  }> {
    if (query.state === 'stale' || query.state === 'preview') {
      throw new InputError(
        `state is ${query.state}, which is found out when a plan is read and not kept; accepted: any other, for stale plans ready`,
      );
    }
    const limit = query.limit ?? DEFAULT_LIMIT;
    const now = new Date().toISOString();
    const matching = whereReadable(
      this.#knex('plans as p').join('stacks as s', 's.name', 'p.stack'),
      readable,
      's.owner',
    );
    if (query.stack) matching.where('p.stack', query.stack);
    if (query.state) matching.where(inState(query.state, now));
    const total = await matching.clone().count({ count: '*' }).first();
    const page = matching
      .clone()
      .select('p.*')
      .orderBy([
        { column: 'p.created_at', order: 'desc' },
        { column: 'p.id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, ['string', 'string']);
      page.whereRaw('(p.created_at < ? or (p.created_at = ? and p.id < ?))', [
        at,
        at,
        id,
      ]);
    }
    const rows: PlanRow[] = await page;
    const { items, nextCursor } = toPage(rows, limit, row => [
      row.created_at,
      row.id,
    ]);
    return {
      items: items.map(row => toPlanSummary(toPlanRecord(row), now)),
      totalItems: Number(total?.count ?? 0),
      nextCursor,
    };
  }
}

/** The state people see without reading AWS: a ready plan is expired as soon as its time is over. */
export function storedState(record: PlanRecord, now: string): PlanState {
  return record.state === 'ready' && record.expiresAt < now
    ? 'expired'
    : record.state;
}

function inState(state: PlanState, now: string) {
  return (query: Knex.QueryBuilder) => {
    if (state === 'expired') {
      query
        .where('p.state', 'expired')
        .orWhere(due =>
          due.where('p.state', 'ready').where('p.expires_at', '<', now),
        );
    } else {
      query.where('p.state', state);
      if (state === 'ready') query.where('p.expires_at', '>=', now);
    }
  };
}

function toPlanRecord(row: PlanRow): PlanRecord {
  return {
    id: row.id,
    stack: row.stack,
    state: row.state as PlanRecord['state'],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    createdBy: row.created_by,
    deploymentId: row.deployment_id ?? undefined,
    request: JSON.parse(row.request),
    // Plans of a portal that did not check are read as plans without findings.
    plan: { findings: [], ...JSON.parse(row.plan) },
    seal: row.seal ? JSON.parse(row.seal) : undefined,
    execution: row.execution ? JSON.parse(row.execution) : undefined,
  };
}

function toPlanSummary(record: PlanRecord, now: string): PlanSummary {
  const { action, definition, environment, summary } = record.plan;
  return {
    id: record.id,
    state: storedState(record, now),
    action,
    stack: record.stack,
    definition,
    environment,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    expiresAt: record.expiresAt,
    deploymentId: record.deploymentId,
    summary,
  };
}
