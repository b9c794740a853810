import type {
  DeploymentState,
  Failure,
  Output,
} from '@enginehouse/plugin-stacks-common';
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';
import type { Ledger } from '../ledger/Ledger';
import { PLUGIN_ACTOR } from '../ledger/lines';
import type { StackChanges } from '../stacks/StackChanges';
import { stackStateOfStatus } from './cloudFormationState';
import { isOwnEvent } from './stackEvents';

/** How long units may take to become healthy. */
const SETTLE_MS = 10 * 60_000;

/** How CloudFormation left a deployment. */
export interface Outcome {
  state: DeploymentState;
  /** In words; for a failure AWS's own. */
  reason?: string;
  status?: string;
  /** The stack's LastUpdatedTime, or CreationTime before there is one. */
  updatedAt?: string;
  outputs?: Output[];
  failure?: Failure;
}

/** Writes what is found out about deployments: each write under the deployment's lease, in one transaction with its ledger line. */
export class DeploymentJournal {
  readonly #knex: Knex;
  readonly #leases: Leases;
  readonly #ledger: Ledger;
  readonly #changes: StackChanges;

  constructor(options: {
    knex: Knex;
    leases: Leases;
    ledger: Ledger;
    changes: StackChanges;
  }) {
    this.#knex = options.knex;
    this.#leases = options.leases;
    this.#ledger = options.ledger;
    this.#changes = options.changes;
  }

  /** Stores the events that are new, in the given order, each once. */
  async addEvents(
    lease: Lease,
    deployment: DeploymentRow,
    events: StackEvent[],
  ): Promise<void> {
    const added = await this.#knex.transaction(async trx => {
      await this.#leases.renew(lease, trx);
      const known = new Set<string>(
        await trx<DeploymentEventRow>('deployment_events')
          .where({ deployment: deployment.id })
          .pluck('event_id'),
      );
      const fresh = events.filter(event => !known.has(event.EventId ?? ''));
      if (fresh.length === 0) return false;
      const rows = fresh.map((event, index) =>
        toRow(deployment, event, known.size + index + 1),
      );
      await trx.batchInsert('deployment_events', rows, 50);
      await this.#deployment(trx, deployment.id).update({
        last_seq: known.size + rows.length,
        last_event_id: rows[rows.length - 1].event_id,
      });
      return true;
    });
    if (added) this.#changes.publish(deployment.stack);
  }

  /** Records that a running deployment is in another state. */
  async progress(
    lease: Lease,
    deployment: DeploymentRow,
    state: DeploymentState,
    status: string,
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await this.#leases.renew(lease, trx);
      await this.#deployment(trx, deployment.id).update({
        state,
        cloudformation_status: status,
      });
      if (state !== deployment.state) {
        await this.#ledger.append(trx, {
          stack: deployment.stack,
          actor: PLUGIN_ACTOR,
          kind: 'deployment-progressed',
          data: { deploymentId: deployment.id, state, status },
        });
      }
    });
    this.#changes.publish(deployment.stack);
  }

  /** Records that it has finished. What was deployed then settles; everything else has ended, also what did not bring its stack into service. */
  async finish(
    lease: Lease,
    deployment: DeploymentRow,
    outcome: Outcome,
  ): Promise<void> {
    const now = new Date();
    const { failure, reason, status, updatedAt, outputs } = outcome;
    const settles =
      outcome.state === 'deployed' &&
      stackStateOfStatus(status ?? '') === 'deployed';
    await this.#knex.transaction(async trx => {
      await this.#leases.renew(lease, trx);
      await this.#deployment(trx, deployment.id).update({
        state: settles ? 'settling' : outcome.state,
        finished_at: now.toISOString(),
        settle_until: settles
          ? new Date(now.getTime() + SETTLE_MS).toISOString()
          : null,
        ended_at: settles ? null : now.toISOString(),
        reason: reason ?? null,
        cloudformation_status: status ?? null,
        outputs: outputs ? JSON.stringify(outputs) : null,
        failure: failure ? JSON.stringify(failure) : null,
      });
      const data = { deploymentId: deployment.id, status, updatedAt, outputs };
      await this.#ledger.append(trx, {
        stack: deployment.stack,
        actor: PLUGIN_ACTOR,
        ...(settles
          ? { kind: 'deployment-settling', data }
          : {
              kind: 'deployment-ended',
              data: { ...data, state: outcome.state, reason },
            }),
      });
    });
    this.#changes.publish(deployment.stack);
  }

  #deployment(trx: Knex, id: string) {
    return trx<DeploymentRow>('deployments').where({ id });
  }
}

/**
 * Ends a settling deployment within the caller's transaction; one that has ended already is left alone.
 *
 * @returns whether it was settling
 */
export async function endSettling(
  options: { trx: Knex.Transaction; ledger: Ledger },
  deployment: DeploymentRow,
  reason?: string,
): Promise<boolean> {
  const ended = await options
    .trx<DeploymentRow>('deployments')
    .where({ id: deployment.id, state: 'settling' })
    .update({
      state: 'deployed',
      ended_at: new Date().toISOString(),
      ...(reason && { reason }),
    });
  if (ended !== 1) return false;
  await options.ledger.append(options.trx, {
    stack: deployment.stack,
    actor: PLUGIN_ACTOR,
    kind: 'deployment-ended',
    data: { deploymentId: deployment.id, state: 'deployed', reason },
  });
  return true;
}

function toRow(
  deployment: DeploymentRow,
  event: StackEvent,
  seq: number,
): DeploymentEventRow {
  return {
    deployment: deployment.id,
    seq,
    event_id: event.EventId ?? '',
    at: (event.Timestamp ?? new Date()).toISOString(),
    logical_id: event.LogicalResourceId ?? '',
    resource_type: event.ResourceType ?? '',
    physical_id: event.PhysicalResourceId || null,
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason || null,
    outside: !isOwnEvent(deployment, event),
  };
}
