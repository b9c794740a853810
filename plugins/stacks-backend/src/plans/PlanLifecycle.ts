import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import type { Lease } from '../database/Leases';
import type { StacksLeases } from '../database/openDatabase';
import { withLease } from '../database/withLease';
import { PLUGIN_ACTOR } from '../ledger/lines';
import type { PlanRecord, Planner, Planning } from '../planning/types';
import { withStackLease } from '../stacks/withStackLease';
import type { PlanJournal } from './PlanJournal';
import type { PlanStore } from './PlanStore';

/** How long a stopping process waits for plans that are being sealed. */
const IDLE_WITHIN_MS = 5_000;

const RESTARTED = 'The portal was restarted while it was planning. Plan again.';

export interface PlanLifecycleDeps {
  journal: PlanJournal;
  leases: StacksLeases;
  logger: LoggerService;
  planner: Planner;
  plans: PlanStore;
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
    const { journal, plans, planner } = this.#deps;
    const { replaces } = planning.request;
    const caller = planning.credentials.principal.userEntityRef;
    if (replaces !== undefined) {
      const former = await plans.get(replaces);
      if (former.createdBy === caller) await this.discard(former, caller);
    }
    const record = await planner.prepare(planning);
    await check(record);
    this.#sealInBackground(record, await journal.add(record));
    return record;
  }

  /** Ends an open plan and deletes its change set; any other plan stays what it is. */
  async discard(
    record: PlanRecord,
    actor: string,
    as: 'discarded' | 'expired' = 'discarded',
  ): Promise<void> {
    const { journal, plans } = this.#deps;
    if (record.state === 'planning') {
      // Whoever seals it finds that out when saving, and deletes what it made.
      if (await journal.end(record, actor, as)) return;
    }
    await this.#alone(record, async () => {
      const current = await plans.get(record.id);
      if (current.state !== 'ready') return;
      await this.#forget(current);
      await journal.end(current, actor, as);
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
    const { journal, plans, leases, processId } = this.#deps;
    for (const record of await plans.abandoned()) {
      const lease = await leases.plans.take(record.id, processId);
      if (!lease) continue;
      await withLease({ leases: leases.plans, lease }, async () => {
        await this.#alone(record, () => this.#forget(record));
        await journal.save(lease, failed(record, RESTARTED));
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

  #sealInBackground(record: PlanRecord, lease: Lease): void {
    const { leases } = this.#deps;
    const sealing = withLease({ leases: leases.plans, lease }, () =>
      this.#seal(record, lease),
    )
      .catch(error => this.#warn(record, error))
      .finally(() => this.#sealing.delete(sealing));
    this.#sealing.add(sealing);
  }

  async #seal(record: PlanRecord, lease: Lease): Promise<void> {
    const { journal, planner } = this.#deps;
    try {
      await this.#alone(record, async () => {
        const sealed = await planner.seal(record);
        if (!(await journal.save(lease, sealed))) await this.#forget(sealed);
      });
    } catch (error) {
      await journal.save(lease, failed(record, toError(error).message));
    }
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

  #warn(record: PlanRecord, error: unknown): void {
    this.#deps.logger.warn(
      `Plan ${record.id} of ${record.stack}: ${toError(error).message}`,
    );
  }
}

function failed(record: PlanRecord, error: string): PlanRecord {
  return { ...record, state: 'failed', plan: { ...record.plan, error } };
}
