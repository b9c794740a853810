import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { decodeCursor, toPage } from '../database/cursor';
import type { LedgerRow, StackRow } from '../database/rows';
import type { Line, LineKind, NewLine } from './lines';
import { StackProjection, projectStack } from './projectStack';

const DEFAULT_LIMIT = 20;

/**
 * The append-only record of plans and deployments. A line's `seq` counts per stack and is given under that stack's row, in the transaction
 * that also brings the row up to date: whoever follows a stack's ledger sees its lines in order, on PostgreSQL too.
 */
export class Ledger {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Appends within the caller's transaction. A stack's first line is `plan-created`.
   *
   * @throws NotFoundError for another line of an unknown stack
   */
  async append(trx: Knex.Transaction, line: NewLine): Promise<Line> {
    const at = new Date().toISOString();
    const [row] = await trx<StackRow>('stacks')
      .where({ name: line.stack })
      .update({ ledger_seq: trx.raw('ledger_seq + 1') })
      .returning('*');
    if (!row && line.kind !== 'plan-created') {
      throw new NotFoundError(`There is no stack ${line.stack}`);
    }
    const appended: Line = { ...line, seq: row?.ledger_seq ?? 1, at };
    const projection = projectStack(row && projectionOf(row), appended);
    if (row) {
      await trx<StackRow>('stacks')
        .where({ name: line.stack })
        .update(projection);
    } else {
      await trx('stacks').insert({ ...projection, ledger_seq: appended.seq });
    }
    await trx<LedgerRow>('ledger').insert({
      stack: line.stack,
      seq: appended.seq,
      at,
      actor: line.actor,
      kind: line.kind,
      data: JSON.stringify(line.data),
    });
    return appended;
  }

  /** A page of a stack's lines, newest first. */
  async page(
    stack: string,
    query: { kind?: string[]; limit?: number; cursor?: string },
  ): Promise<{ items: Line[]; totalItems: number; nextCursor?: string }> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const [, beforeSeq] = query.cursor
      ? decodeCursor(query.cursor, ['string', 'number'])
      : [];
    const { lines, total } = await this.list({
      stack,
      kinds: query.kind,
      beforeSeq,
      limit: limit + 1,
    });
    return {
      ...toPage(lines, limit, line => [line.at, line.seq]),
      totalItems: total,
    };
  }

  /** Lines of a stack, newest first, below `beforeSeq`. */
  async list(options: {
    stack: string;
    kinds?: string[];
    beforeSeq?: number;
    limit?: number;
  }): Promise<{ lines: Line[]; total: number }> {
    const matching = this.#knex<LedgerRow>('ledger').where({
      stack: options.stack,
    });
    if (options.kinds?.length) matching.whereIn('kind', options.kinds);
    const total = await matching.clone().count({ count: '*' }).first();
    const page = matching.clone().orderBy('seq', 'desc');
    if (options.beforeSeq !== undefined) {
      page.where('seq', '<', options.beforeSeq);
    }
    if (options.limit !== undefined) page.limit(options.limit);
    return {
      lines: (await page).map(toLine),
      total: Number(total?.count ?? 0),
    };
  }

  /** Computes every stack's row anew from its lines. */
  async rebuildStacks(): Promise<void> {
    await this.#knex.transaction(async trx => {
      const names = await trx<StackRow>('stacks').forUpdate().pluck('name');
      for (const name of names) {
        const rows = await trx<LedgerRow>('ledger')
          .where({ stack: name })
          .orderBy('seq');
        const projection = rows
          .map(toLine)
          .reduce<StackProjection | undefined>(projectStack, undefined);
        await trx<StackRow>('stacks').where({ name }).update(projection!);
      }
    });
  }
}

/** A ledger row as a line. The table holds only lines that `append` wrote. */
function toLine(row: LedgerRow): Line {
  return {
    stack: row.stack,
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    kind: row.kind as LineKind,
    data: JSON.parse(row.data),
  };
}

function projectionOf(row: StackRow): StackProjection {
  const { ledger_seq, lease_owner, lease_until, lease_token, ...projection } =
    row;
  return { ...projection, live: Boolean(projection.live) };
}
