import { NotFoundError } from '@backstage/errors';
import type {
  Acknowledgement,
  AcknowledgementRequest,
  Finding,
} from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { Ledger } from '../ledger/Ledger';
import type { NewLine } from '../ledger/lines';
import type { StackChanges } from '../stacks/StackChanges';
import type { StackStore } from '../stacks/StackStore';
import { acknowledgeFindings } from './acknowledgeFindings';
import {
  ACKNOWLEDGEMENT_KINDS,
  currentAcknowledgements,
} from './currentAcknowledgements';
import { validAcknowledgement } from './validAcknowledgement';

/** Findings that people accept for a while, kept in the ledger of the stack. */
export class Acknowledgements {
  readonly #knex: Knex;
  readonly #ledger: Ledger;
  readonly #stacks: StackStore;
  readonly #changes: StackChanges;

  constructor(options: {
    knex: Knex;
    ledger: Ledger;
    stacks: StackStore;
    changes: StackChanges;
  }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#stacks = options.stacks;
    this.#changes = options.changes;
  }

  /** What holds of a stack, expired ones too, newest first; none of a stack that is not known. */
  async list(stack: string): Promise<Acknowledgement[]> {
    const row = await this.#stacks.row(stack);
    if (!row) return [];
    const { lines } = await this.#ledger.list({
      stack,
      kinds: [...ACKNOWLEDGEMENT_KINDS],
    });
    return currentAcknowledgements(lines, row.created_at, new Date());
  }

  /** Findings of a stack's plan, with what people acknowledged as of now. */
  async applyTo(
    stack: string,
    findings: readonly Finding[],
  ): Promise<Finding[]> {
    return acknowledgeFindings(findings, await this.list(stack));
  }

  /** @throws InvalidInputError naming what is wrong; NotFoundError when there is no such stack */
  async give(
    stack: string,
    actor: string,
    request: AcknowledgementRequest,
  ): Promise<Acknowledgement> {
    const data = validAcknowledgement(request, new Date());
    const { seq, at } = await this.#append({
      ...{ stack, actor, data },
      kind: 'finding-acknowledged',
    });
    return { id: seq, stack, by: actor, at, expired: false, ...data };
  }

  /** @throws NotFoundError when it does not hold (any more) */
  async withdraw(stack: string, actor: string, id: number): Promise<void> {
    const held = (await this.list(stack)).find(a => a.id === id);
    if (!held) {
      throw new NotFoundError(`${stack} has no acknowledgement ${id}`);
    }
    const { rule, resource } = held;
    await this.#append({
      ...{ stack, actor, kind: 'acknowledgement-withdrawn' },
      data: { id, rule, resource },
    });
  }

  async #append(line: NewLine) {
    const appended = await this.#knex.transaction(trx =>
      this.#ledger.append(trx, line),
    );
    this.#changes.publish(line.stack);
    return appended;
  }
}
