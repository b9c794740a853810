import { setTimeout as delay } from 'node:timers/promises';
import {
  LoggerService,
  isDatabaseConflictError,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { StacksLeases } from '../database/openDatabase';
import type { Lease } from '../database/Leases';
import { withLease } from '../database/withLease';
import type { PlanRow } from '../database/rows';
import type { Ledger } from '../ledger/Ledger';
import { NewLine, PLUGIN_ACTOR } from '../ledger/lines';
import type { PlanRecord, Planner, Planning } from '../planning/types';
import type { StackChanges } from '../stacks/StackChanges';
import { withStackLease } from '../stacks/withStackLease';
import type { PlanStore } from './PlanStore';

/** How long a stopping process waits for plans that are being sealed. */
const IDLE_WITHIN_MS = 5_000;

const RESTARTED = 'The portal was restarted while it was planning. Plan again.';

export interface PlanLifecycleDeps {
  knex: Knex;
  leases: StacksLeases;
  ledger: Ledger;
  planner: Planner;
  plans: PlanStore;
  changes: StackChanges;
  logger: LoggerService;
  /** Names this process as the holder of leases. */
  processId: string;
}

/** A plan from its making to its end without an apply: sealed in the background, then discarded or expired. */
export class PlanLifecycle {
  readonly #deps: PlanLifecycleDeps;
  readonly #sealing = new Set<Promise<void>>();

  constructor(deps: PlanLifecycleDeps) {
    this.#deps = deps;
  }

  preview(planning: Planning): Promise<Plan> {
    return this.#deps.planner.preview(planning);
  }

  /**
   * Makes a plan and answers at once; it is sealed in the background. The caller's former plan, if the request names one, is discarded first.
   *
   * @param check - refuses, by throwing, what the caller may not plan, before anything is written
   * @throws what `Planner.prepare` throws
   */
  async create(
    planning: Planning,
    check: (record: PlanRecord) => Promise<void>,
  ): Promise<PlanRecord> {
    const { plans, planner } = this.#deps;
    const { replaces } = planning.request;
    const caller = planning.credentials.principal.userEntityRef;
    if (replaces !== undefined) {
      const former = await plans.get(replaces);
      if (former.createdBy === caller) await this.discard(former, caller);
    }
    const record = await planner.prepare(planning);
    await check(record);
    const lease = await this.#insert(record);
    this.#sealInBackground(record, lease);
    return record;
  }

  /** Ends an open plan and deletes its change set; any other plan stays what it is. */
  async discard(
    record: PlanRecord,
    actor: string,
    as: 'discarded' | 'expired' = 'discarded',
  ): Promise<void> {
    if (record.state === 'planning') {
      // Whoever seals it finds that out when saving, and deletes what it made.
      if (await this.#end(record, actor, as)) return;
    }
    const { plans } = this.#deps;
    await this.#alone(record, async () => {
      const current = await plans.get(record.id);
      if (current.state !== 'ready') return;
      await this.#forget(current);
      await this.#end(current, actor, as);
    });
  }

  /** Ends plans whose time is over. */
  async expire(): Promise<void> {
    const due = await this.#deps.plans.due(new Date().toISOString());
    for (const record of due) {
      await this.discard(record, PLUGIN_ACTOR, 'expired').catch(error =>
        this.#warn(record, error),
      );
    }
  }

  /** Fails the plans that a dead process was sealing. */
  async failAbandoned(): Promise<void> {
    const { plans, leases, processId } = this.#deps;
    for (const record of await plans.abandoned()) {
      const lease = await leases.plans.take(record.id, processId);
      if (!lease) continue;
      await withLease({ leases: leases.plans, lease }, async () => {
        await this.#alone(record, () => this.#forget(record));
        await this.#save(lease, failed(record, RESTARTED));
      }).catch(error => this.#warn(record, error));
    }
  }

  /** Resolves when this process seals nothing any more, or has waited long enough: what it leaves then fails, and says so, at the next start. */
  async idle(): Promise<void> {
    const enough = new AbortController();
    await Promise.race([
      Promise.all(this.#sealing),
      delay(IDLE_WITHIN_MS, undefined, enough).catch(() => undefined),
    ]);
    enough.abort();
  }

  /** A second stack of the same name may be inserted at the same moment; then this one finds it. */
  async #insert(record: PlanRecord): Promise<Lease> {
    try {
      return await this.#insertOnce(record);
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      return this.#insertOnce(record);
    }
  }

  async #insertOnce(record: PlanRecord): Promise<Lease> {
    const { knex, leases, ledger, changes, processId } = this.#deps;
    const { plan } = record;
    await knex.transaction(async trx => {
      await ledger.append(trx, {
        stack: record.stack,
        actor: record.createdBy,
        kind: 'plan-created',
        data: {
          planId: record.id,
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
      });
      await trx('plans').insert({
        id: record.id,
        stack: record.stack,
        state: record.state,
        created_at: record.createdAt,
        expires_at: record.expiresAt,
        created_by: record.createdBy,
        request: JSON.stringify(record.request),
        plan: JSON.stringify(plan),
        ...leases.plans.held(processId),
      });
    });
    changes.publish(record.stack);
    return { key: record.id, owner: processId, token: 1 };
  }

  #sealInBackground(record: PlanRecord, lease: Lease) {
    const { leases, planner } = this.#deps;
    const sealing = withLease({ leases: leases.plans, lease }, () =>
      this.#alone(record, async () => {
        const sealed = await planner.seal(record);
        if (!(await this.#save(lease, sealed))) await planner.discard(sealed);
      }).catch(async error => {
        await this.#save(lease, failed(record, toError(error).message));
      }),
    )
      .catch(error => this.#warn(record, error))
      .finally(() => this.#sealing.delete(sealing));
    this.#sealing.add(sealing);
  }

  /** Saves what sealing made of a plan; false when the plan was ended meanwhile. */
  async #save(lease: Lease, record: PlanRecord): Promise<boolean> {
    const { knex, leases, ledger, changes } = this.#deps;
    const saved = await knex.transaction(async trx => {
      await leases.plans.renew(lease, trx);
      const updated = await trx<PlanRow>('plans')
        .where({ id: record.id, state: 'planning' })
        .update({
          state: record.state,
          plan: JSON.stringify(record.plan),
          seal: record.seal ? JSON.stringify(record.seal) : null,
          execution: record.execution ? JSON.stringify(record.execution) : null,
        });
      if (updated !== 1) return false;
      await ledger.append(trx, sealedLine(record));
      return true;
    });
    changes.publish(record.stack);
    return saved;
  }

  async #end(
    record: PlanRecord,
    actor: string,
    state: 'discarded' | 'expired',
  ): Promise<boolean> {
    const { knex, ledger, changes } = this.#deps;
    const ended = await knex.transaction(async trx => {
      const updated = await trx<PlanRow>('plans')
        .where({ id: record.id, state: record.state })
        .update({ state });
      if (updated !== 1) return false;
      await ledger.append(trx, {
        stack: record.stack,
        actor,
        kind: `plan-${state}`,
        data: { planId: record.id },
      });
      return true;
    });
    if (ended) changes.publish(record.stack);
    return ended;
  }

  /** Deletes what a plan left in AWS. Only a moment's failure keeps the plan: one whose environment is gone must end, too. */
  async #forget(record: PlanRecord): Promise<void> {
    try {
      await this.#deps.planner.discard(record);
    } catch (thrown) {
      const error = toError(thrown);
      if (error.name === ServiceUnavailableError.name) throw error;
      this.#warn(record, error);
    }
  }

  /** Nobody else makes or deletes a change set of the stack meanwhile. */
  #alone<T>(record: PlanRecord, work: () => Promise<T>): Promise<T> {
    const { leases, processId } = this.#deps;
    return withStackLease(
      { leases: leases.stacks, stack: record.stack, owner: processId },
      work,
    );
  }

  #warn(record: PlanRecord, error: unknown) {
    this.#deps.logger.warn(
      `Plan ${record.id} of ${record.stack}: ${toError(error).message}`,
    );
  }
}

function failed(record: PlanRecord, error: string): PlanRecord {
  return { ...record, state: 'failed', plan: { ...record.plan, error } };
}

function sealedLine(record: PlanRecord): NewLine {
  const { id: planId, stack, state, seal, plan } = record;
  return state === 'ready' || state === 'no-changes'
    ? {
        stack,
        actor: record.createdBy,
        kind: 'plan-sealed',
        data: { planId, outcome: state, digest: seal?.digest },
      }
    : {
        stack,
        actor: record.createdBy,
        kind: 'plan-failed',
        data: { planId, reason: plan.error ?? 'The plan could not be made.' },
      };
}
