import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import { withLease } from '../database/withLease';
import type { Ledger } from '../ledger/Ledger';
import type { StackChanges } from '../stacks/StackChanges';
import { endSettling } from './DeploymentJournal';
import type { DeploymentStore } from './DeploymentStore';

/** How often every replica looks for deployments that nobody watches. */
const LOOK_MS = 2_000;

export interface DeploymentWatcherDeps {
  knex: Knex;
  leases: Leases;
  ledger: Ledger;
  store: DeploymentStore;
  changes: StackChanges;
  logger: LoggerService;
  processId: string;
  /** Carries one deployment until CloudFormation has finished, or the signal aborts. */
  carry: (lease: Lease, signal: AbortSignal) => Promise<void>;
  /** Other work that every replica looks for at the same pace. */
  alsoLookFor: () => Promise<void>;
}

/** Sees to it that every running deployment is carried on by one replica: new ones, and those whose replica died. */
export class DeploymentWatcher {
  readonly #deps: DeploymentWatcherDeps;
  readonly #stopped = new AbortController();
  readonly #carried = new Set<Promise<void>>();
  #looking: Promise<void> = Promise.resolve();
  #other: Promise<void> | undefined;
  #wake = new AbortController();

  constructor(deps: DeploymentWatcherDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#looking = this.#lookUntilStopped();
  }

  /** Looks now instead of at the next turn. */
  wake(): void {
    this.#wake.abort();
  }

  /** Stops carrying and gives the leases back, so that another replica goes on at once. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#wake.abort();
    await this.#looking;
    await Promise.all([...this.#carried, this.#other]);
  }

  async #lookUntilStopped(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#wake = new AbortController();
      try {
        await this.#pickUp();
        await this.#endUnsettled();
        this.#lookForOther();
      } catch (error) {
        this.#warn(error);
      }
      await delay(LOOK_MS, undefined, { signal: this.#wake.signal }).catch(
        () => undefined,
      );
    }
  }

  /** At the same pace, but no deployment waits for it: it may have to wait for AWS. */
  #lookForOther(): void {
    this.#other ??= this.#deps
      .alsoLookFor()
      .catch(error => this.#warn(error))
      .finally(() => {
        this.#other = undefined;
      });
  }

  #warn(error: unknown): void {
    this.#deps.logger.warn(
      `Looking for deployments failed: ${toError(error).message}`,
    );
  }

  async #pickUp(): Promise<void> {
    const { store, leases, processId } = this.#deps;
    for (const id of await store.unwatched()) {
      if (this.#stopped.signal.aborted) return;
      const lease = await leases.take(id, processId);
      if (lease) this.#carry(lease);
    }
  }

  #carry(lease: Lease): void {
    const { leases, carry, logger } = this.#deps;
    const carried = withLease(
      { leases, lease, signal: this.#stopped.signal },
      signal => carry(lease, signal),
    )
      .catch(error =>
        logger.warn(`Deployment ${lease.key}: ${toError(error).message}`),
      )
      .finally(() => this.#carried.delete(carried));
    this.#carried.add(carried);
  }

  /** What has not become healthy in time is deployed all the same, with the health it has. */
  async #endUnsettled(): Promise<void> {
    const { knex, ledger, store, changes } = this.#deps;
    for (const deployment of await store.unsettled(new Date().toISOString())) {
      await knex.transaction(trx =>
        endSettling(
          { trx, ledger },
          deployment,
          'Not every unit was healthy within ten minutes.',
        ),
      );
      changes.publish(deployment.stack);
    }
  }
}
