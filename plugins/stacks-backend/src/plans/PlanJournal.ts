import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import type { PlanRow } from '../database/rows';
import type { Ledger } from '../ledger/Ledger';
import type { NewLine } from '../ledger/lines';
import { monthlyCostOf } from '../ledger/stackCost';
import type { PlanRecord } from '../planning/types';
import type { StackChanges } from '../stacks/StackChanges';

/** Writes plans: each write in one transaction with its ledger line. */
export class PlanJournal {
  readonly #knex: Knex;
  readonly #leases: Leases;
  readonly #ledger: Ledger;
  readonly #changes: StackChanges;
  readonly #processId: string;

  /** @param options - `leases`: those of plans */
  constructor(options: {
    knex: Knex;
    leases: Leases;
    ledger: Ledger;
    changes: StackChanges;
    processId: string;
  }) {
    this.#knex = options.knex;
    this.#leases = options.leases;
    this.#ledger = options.ledger;
    this.#changes = options.changes;
    this.#processId = options.processId;
  }

  /** Adds a plan that this process is about to seal, and answers the lease on it. */
  async add(record: PlanRecord): Promise<Lease> {
    const insert = () =>
      this.#knex.transaction(async trx => {
        await this.#ledger.append(trx, createdLine(record));
        await trx('plans').insert({
          ...toRow(record),
          ...this.#leases.held(this.#processId),
        });
      });
    await insert().catch(error => {
      // Somebody else's plan was the first of this stack at the same moment; now the stack is there.
      if (!isDatabaseConflictError(error)) throw error;
      return insert();
    });
    this.#changes.publish(record.stack);
    return { key: record.id, owner: this.#processId, token: 1 };
  }

  /** Saves what sealing made of a plan; false when the plan was ended meanwhile. */
  async save(lease: Lease, record: PlanRecord): Promise<boolean> {
    return this.#write(record, async trx => {
      await this.#leases.renew(lease, trx);
      const { state, plan, seal, execution } = toRow(record);
      const saved = await trx<PlanRow>('plans')
        .where({ id: record.id, state: 'planning' })
        .update({ state, plan, seal, execution });
      if (saved === 1) await this.#ledger.append(trx, sealedLine(record));
      return saved === 1;
    });
  }

  /** Ends a plan without an apply; false when it is no longer in the state it was read in. */
  async end(
    record: PlanRecord,
    actor: string,
    state: 'discarded' | 'expired',
  ): Promise<boolean> {
    return this.#write(record, async trx => {
      const ended = await trx<PlanRow>('plans')
        .where({ id: record.id, state: record.state })
        .update({ state });
      if (ended !== 1) return false;
      await this.#ledger.append(trx, {
        stack: record.stack,
        actor,
        kind: `plan-${state}`,
        data: { planId: record.id },
      });
      return true;
    });
  }

  async #write(
    record: PlanRecord,
    work: (trx: Knex.Transaction) => Promise<boolean>,
  ): Promise<boolean> {
    const written = await this.#knex.transaction(work);
    if (written) this.#changes.publish(record.stack);
    return written;
  }
}

function toRow(record: PlanRecord) {
  const { seal, execution } = record;
  return {
    id: record.id,
    stack: record.stack,
    state: record.state,
    created_at: record.createdAt,
    expires_at: record.expiresAt,
    created_by: record.createdBy,
    request: JSON.stringify(record.request),
    plan: JSON.stringify(record.plan),
    seal: seal ? JSON.stringify(seal) : null,
    execution: execution ? JSON.stringify(execution) : null,
  };
}

function createdLine({ id, stack, createdBy, plan }: PlanRecord): NewLine {
  return {
    stack,
    actor: createdBy,
    kind: 'plan-created',
    data: {
      planId: id,
      action: plan.action,
      definition: plan.definition,
      definitionVersion: plan.definitionVersion,
      service: plan.service,
      component: plan.component,
      environment: plan.environment,
      owner: plan.owner,
      account: plan.account,
      region: plan.region,
    },
  };
}

function sealedLine(record: PlanRecord): NewLine {
  const { id: planId, stack, state, seal, plan, createdBy: actor } = record;
  if (state === 'ready' || state === 'no-changes') {
    const monthly = monthlyCostOf(plan.cost);
    const data = {
      ...{ planId, outcome: state, digest: seal?.digest },
      ...(monthly && { cost: { ...monthly, delta: plan.cost?.delta } }),
    };
    return { stack, actor, kind: 'plan-sealed', data };
  }
  const reason = plan.error ?? 'The plan could not be made.';
  return { stack, actor, kind: 'plan-failed', data: { planId, reason } };
}
