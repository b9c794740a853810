import { NotFoundError } from '@backstage/errors';
import type { HealthReport } from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { DeploymentRow, StackHealthRow, StackRow } from '../database/rows';
import { endSettling } from '../deployments/DeploymentJournal';
import type { Ledger } from '../ledger/Ledger';
import type { StackChanges } from './StackChanges';

/** Records what other backends find out about the health of stacks. */
export class HealthReports {
  readonly #knex: Knex;
  readonly #ledger: Ledger;
  readonly #changes: StackChanges;

  constructor(options: { knex: Knex; ledger: Ledger; changes: StackChanges }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#changes = options.changes;
  }

  /**
   * Records a report. A change of status is also a ledger line, and the first healthy report after CloudFormation has finished ends the settling.
   *
   * @throws NotFoundError when there is no such live stack
   */
  async report(
    stack: string,
    report: HealthReport,
    actor: string,
  ): Promise<void> {
    const changed = await this.#knex.transaction(async trx => {
      const row = await trx<StackRow>('stacks')
        .where({ name: stack, live: true })
        .forUpdate()
        .first();
      if (!row) throw new NotFoundError(`There is no stack ${stack}`);
      const before = await trx<StackHealthRow>('stack_health')
        .where({ stack })
        .first();
      if (before && before.at > report.at) return false;
      await trx<StackHealthRow>('stack_health')
        .insert({
          stack,
          status: report.status,
          sentence: report.sentence,
          at: report.at,
          since: before?.status === report.status ? before.since : report.at,
        })
        .onConflict('stack')
        .merge();
      if (before?.status !== report.status) {
        await this.#ledger.append(trx, {
          stack,
          actor,
          kind: 'health-changed',
          data: { status: report.status, sentence: report.sentence },
        });
      }
      const settled =
        report.status === 'healthy' && (await this.#settle(trx, stack, report));
      return (
        settled ||
        before?.status !== report.status ||
        before.sentence !== report.sentence
      );
    });
    if (changed) this.#changes.publish(stack);
  }

  async #settle(
    trx: Knex.Transaction,
    stack: string,
    report: HealthReport,
  ): Promise<boolean> {
    const settling = await trx<DeploymentRow>('deployments')
      .where({ stack, state: 'settling' })
      .where('finished_at', '<=', report.at)
      .first();
    return (
      settling !== undefined &&
      endSettling({ trx, ledger: this.#ledger }, settling)
    );
  }
}
