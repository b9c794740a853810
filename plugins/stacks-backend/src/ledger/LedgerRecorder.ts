import type {
  AppendLedgerLineRequest,
  LedgerLine,
} from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { StackChanges } from '../stacks/StackChanges';
import type { Ledger } from './Ledger';

/** Writes the lines other backends bring, each in a transaction of its own. */
export class LedgerRecorder {
  readonly #knex: Knex;
  readonly #ledger: Ledger;
  readonly #changes: StackChanges;

  constructor(options: { knex: Knex; ledger: Ledger; changes: StackChanges }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#changes = options.changes;
  }

  /** @throws NotFoundError when there is no such stack */
  async record(
    stack: string,
    { kind, actor, data }: AppendLedgerLineRequest,
  ): Promise<LedgerLine> {
    const line = await this.#knex.transaction(trx =>
      this.#ledger.append(trx, { stack, kind, actor, data }),
    );
    this.#changes.publish(stack);
    return line;
  }
}
