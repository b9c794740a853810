import { NotFoundError } from '@backstage/errors';
import type {
  DeploymentEvent,
  DeploymentState,
  DeploymentSummary,
} from '@enginehouse/plugin-stacks-common';
import { databaseNow } from '@enginehouse/plugin-stacks-node';
import type { Knex } from 'knex';
import { decodeCursor, toPage } from '../database/cursor';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';

const DEFAULT_LIMIT = 20;
/** How many past deployments say how long one takes. */
const PAST = 20;

/** Reads deployments and their events. */
export class DeploymentStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<DeploymentRow> {
    const row = await this.#deployments().where({ id }).first();
    if (!row) throw new NotFoundError(`There is no deployment ${id}`);
    return row;
  }

  /** Deployments of a stack, newest first. */
  async list(
    stack: string,
    query: { limit?: number; cursor?: string },
  ): Promise<{
    items: DeploymentSummary[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const matching = this.#deployments().where({ stack });
    const total = await matching.clone().count({ count: '*' }).first();
    const page = matching
      .clone()
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, ['string', 'string']);
      page.whereRaw('(started_at < ? or (started_at = ? and id < ?))', [
        at,
        at,
        id,
      ]);
    }
    const { items, nextCursor } = toPage(await page, limit, row => [
      row.started_at,
      row.id,
    ]);
    return {
      items: items.map(toDeploymentSummary),
      totalItems: Number(total?.count ?? 0),
      nextCursor,
    };
  }

  /** Ids of running deployments that nobody watches. */
  unwatched(): Promise<string[]> {
    return this.#deployments()
      .whereNull('finished_at')
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<', databaseNow(this.#knex)),
      )
      .pluck('id');
  }

  /** Settling deployments whose time is over. */
  unsettled(now: string): Promise<DeploymentRow[]> {
    return this.#deployments()
      .where({ state: 'settling' })
      .where('settle_until', '<', now);
  }

  /** Events with a greater seq than `after`, in order. */
  async events(
    id: string,
    options: { after?: number; limit?: number } = {},
  ): Promise<DeploymentEventRow[]> {
    const query = this.#knex<DeploymentEventRow>('deployment_events')
      .where({ deployment: id })
      .where('seq', '>', options.after ?? 0)
      .orderBy('seq');
    if (options.limit !== undefined) query.limit(options.limit);
    return query;
  }

  /** Seconds that each of the last successful deployments like this one took; of the same stack if there are any. */
  async pastSeconds(like: DeploymentRow): Promise<number[]> {
    const { kind, definition, environment } = like;
    const past: Pick<DeploymentRow, 'stack' | 'started_at' | 'finished_at'>[] =
      await this.#deployments()
        .where({ kind, definition, environment })
        .whereIn('state', ['settling', 'deployed', 'destroyed'])
        .whereNot({ id: like.id })
        .whereNotNull('finished_at')
        .orderBy('started_at', 'desc')
        .limit(PAST)
        .select('stack', 'started_at', 'finished_at');
    const own = past.filter(({ stack }) => stack === like.stack);
    return (own.length ? own : past).map(
      ({ started_at, finished_at }) =>
        (Date.parse(finished_at ?? started_at) - Date.parse(started_at)) /
        1_000,
    );
  }

  #deployments() {
    return this.#knex<DeploymentRow>('deployments');
  }
}

export function toDeploymentEvent(row: DeploymentEventRow): DeploymentEvent {
  return {
    seq: row.seq,
    eventId: row.event_id,
    at: row.at,
    logicalId: row.logical_id,
    resourceType: row.resource_type,
    physicalId: row.physical_id ?? undefined,
    status: row.status,
    reason: row.reason ?? undefined,
    outside: Boolean(row.outside),
  };
}

function toDeploymentSummary(row: DeploymentRow): DeploymentSummary {
  return {
    id: row.id,
    stack: row.stack,
    planId: row.plan_id ?? undefined,
    kind: row.kind as DeploymentSummary['kind'],
    state: row.state as DeploymentState,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    startedBy: row.started_by,
    reason: row.reason ?? undefined,
  };
}
