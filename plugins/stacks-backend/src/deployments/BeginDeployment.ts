import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import type { DeploymentRow, EvidenceRow, PlanRow } from '../database/rows';
import type { Ledger } from '../ledger/Ledger';
import type { StackChanges } from '../stacks/StackChanges';
import type { StackStore } from '../stacks/StackStore';
import { endSettling } from './DeploymentJournal';
import type { Start } from './Start';

/** Records that a deployment begins. From here on it will be carried out, whatever becomes of this process. */
export class BeginDeployment {
  readonly #knex: Knex;
  readonly #leases: Leases;
  readonly #ledger: Ledger;
  readonly #stacks: StackStore;
  readonly #changes: StackChanges;
  readonly #wake: () => void;

  /** @param options - `leases`: those of stacks; `wake`: called when a deployment waits to be carried out */
  constructor(options: {
    knex: Knex;
    leases: Leases;
    ledger: Ledger;
    stacks: StackStore;
    changes: StackChanges;
    wake: () => void;
  }) {
    this.#knex = options.knex;
    this.#leases = options.leases;
    this.#ledger = options.ledger;
    this.#stacks = options.stacks;
    this.#changes = options.changes;
    this.#wake = options.wake;
  }

  /**
   * Writes plan, deployment, what was signed and ledger lines in one transaction under the stack's lease.
   *
   * @param beforeEventId - the stack's newest event: what follows it happened during the deployment
   * @returns the deployment's id
   * @throws ConflictError when another deployment of the stack runs, or the plan is no longer ready
   */
  async begin(
    lease: Lease,
    start: Start,
    beforeEventId: string | undefined,
  ): Promise<string> {
    try {
      await this.#knex.transaction(async trx => {
        await this.#leases.renew(lease, trx);
        await this.#endSettling(trx, start);
        await markApplied(trx, start);
        await trx('deployments').insert(toRow(start, beforeEventId));
        const { evidence } = start;
        if (evidence) await trx<EvidenceRow>('evidence').insert(evidence);
        await this.#record(trx, start);
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      throw new ConflictError(
        `Another deployment of ${start.stack} is running already`,
      );
    }
    this.#changes.publish(start.stack);
    this.#wake();
    return start.data.deploymentId;
  }

  async #endSettling(trx: Knex.Transaction, { stack }: Start): Promise<void> {
    const settling = await trx<DeploymentRow>('deployments')
      .where({ stack, state: 'settling' })
      .first();
    if (!settling) return;
    const reason = 'The next deployment began before every unit was healthy.';
    await endSettling({ trx, ledger: this.#ledger }, settling, reason);
  }

  async #record(
    trx: Knex.Transaction,
    { stack, actor, data, evidence }: Start,
  ) {
    const recorded = await this.#stacks.find(stack, trx);
    if (recorded?.live && recorded.owner !== data.owner) {
      await this.#ledger.append(trx, {
        stack,
        actor,
        kind: 'owner-changed',
        data: { from: recorded.owner, to: data.owner },
      });
    }
    await this.#ledger.append(trx, {
      stack,
      actor,
      kind: 'deployment-started',
      data: { ...data, ...(evidence && { evidence: evidence.digest }) },
    });
  }
}

async function markApplied(trx: Knex, { planId, data }: Start): Promise<void> {
  if (!planId) return;
  const applied = await trx<PlanRow>('plans')
    .where({ id: planId, state: 'ready' })
    .update({ state: 'applied', deployment_id: data.deploymentId });
  if (applied !== 1) {
    throw new ConflictError(`Plan ${planId} is no longer ready`);
  }
}

function toRow(
  start: Start,
  beforeEventId: string | undefined,
): Partial<DeploymentRow> {
  const { data } = start;
  return {
    id: data.deploymentId,
    stack: start.stack,
    plan_id: start.planId ?? null,
    kind: data.kind,
    state: 'starting',
    started_at: new Date().toISOString(),
    started_by: start.actor,
    definition: data.definition,
    environment: data.environment,
    account: data.account,
    region: data.region,
    stack_id: data.stackId,
    change_set_id: start.changeSetId ?? null,
    execution_role: start.executionRole ?? null,
    total: start.total,
    before_event_id: beforeEventId ?? null,
    retained: start.retained ? JSON.stringify(start.retained) : null,
    retain: start.retain?.length ? JSON.stringify(start.retain) : null,
  };
}
