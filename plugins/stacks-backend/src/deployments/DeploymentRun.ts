import { setTimeout as delay } from 'node:timers/promises';
import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { Lease } from '../database/Leases';
import type { DeploymentRow } from '../database/rows';
import { environmentOf } from '../environments/environmentOf';
import type { StoreEvidence } from '../evidence/StoreEvidence';
import { CallScope, CloudFormationCalls } from './CloudFormationCalls';
import type { DeploymentJournal } from './DeploymentJournal';
import type { DeploymentReader } from './DeploymentReader';
import type { DeploymentStore } from './DeploymentStore';
import { StackProtection } from './StackProtection';
import { StartDeployment, StartRefusedError } from './StartDeployment';
import { deploymentStateOfStatus, isAtRest } from './cloudFormationState';
import { outcomeOf } from './outcomeOf';
import { lastStackStatus } from './stackEvents';

const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export interface DeploymentRunDeps {
  aws: AwsService;
  calls: CloudFormationCalls;
  store: DeploymentStore;
  reader: DeploymentReader;
  journal: DeploymentJournal;
  storeEvidence: StoreEvidence;
  logger: LoggerService;
}

/**
 * Carries one deployment from wherever it stands until CloudFormation has finished: a fresh one and one that a dead process left are the same to
 * it. Everything it knows is in the database and in the stack's events.
 */
export class DeploymentRun {
  readonly #deps: DeploymentRunDeps;
  readonly #lease: Lease;
  readonly #starter: StartDeployment;
  readonly #protection: StackProtection;

  constructor(deps: DeploymentRunDeps, lease: Lease) {
    this.#deps = deps;
    this.#lease = lease;
    this.#starter = new StartDeployment(deps.calls, (deployment, scope) =>
      deps.storeEvidence.ensure(lease, deployment, scope),
    );
    this.#protection = new StackProtection(deps);
  }

  /** Resolves when the deployment is finished or the signal aborts. What AWS refuses for a while is tried again, ever more slowly. */
  async run(signal: AbortSignal): Promise<void> {
    let pause = POLL_MS;
    while (!signal.aborted) {
      try {
        if (await this.#step(signal)) return;
        pause = POLL_MS;
      } catch (error) {
        if (signal.aborted) return;
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        this.#deps.logger.warn(
          `Deployment ${this.#lease.key}: ${toError(error).message}`,
        );
      }
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  async #step(signal: AbortSignal): Promise<boolean> {
    const { store, calls, journal } = this.#deps;
    const deployment = await store.get(this.#lease.key);
    if (deployment.finished_at) return true;
    const scope: CallScope = {
      environment: environmentOf(this.#deps.aws, deployment),
      deploymentId: deployment.id,
      startedBy: deployment.started_by,
    };
    // The stack before its events: once it is at rest, the events read afterwards are complete.
    const stack = await calls.describe(scope.environment, deployment.stack_id);
    if (deployment.kind === 'unprotect' && !deployment.change_set_id) {
      await this.#lift(deployment, scope, stack, signal);
      return true;
    }
    await this.#readEvents(deployment, scope, { all: false });
    const events = await store.events(deployment.id);
    const own = events.filter(event => !event.outside);
    const gone = !stack || stack.StackStatus === 'DELETE_COMPLETE';
    if (own.length === 0 && !(gone && deployment.kind === 'destroy')) {
      return this.#start(deployment, scope, stack, signal);
    }
    const status = lastStackStatus(deployment, own);
    // The last event of all, because somebody else's operation may have overtaken this one.
    const last = lastStackStatus(deployment, events) ?? '';
    if (gone || (isAtRest(stack.StackStatus ?? '') && isAtRest(last))) {
      await this.#finish(deployment, scope, stack, status);
      return true;
    }
    if (status && !isAtRest(status)) {
      const state = deploymentStateOfStatus(status);
      if (
        state !== deployment.state ||
        status !== deployment.cloudformation_status
      ) {
        await journal.progress(this.#lease, deployment, state, status);
      }
    }
    return false;
  }

  /** Carries out what is no change of CloudFormation's: it leaves no stack events, and doing it twice is doing it once. */
  async #lift(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const reason =
      stack && stack.StackStatus !== 'DELETE_COMPLETE'
        ? await this.#protection.lift(
            await this.#deps.reader.lifted(deployment),
            ...([deployment, scope, stack] as const),
          )
        : 'The stack was deleted outside the portal.';
    await this.#deps.journal.finish(this.#lease, deployment, {
      state: reason ? 'not-started' : 'deployed',
      ...(reason && { reason }),
      status: stack?.StackStatus,
    });
  }

  async #start(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    try {
      await this.#starter.ensure(deployment, scope, stack);
      return false;
    } catch (error) {
      if (!(error instanceof StartRefusedError)) throw error;
      await this.#deps.journal.finish(this.#lease, deployment, {
        state: 'not-started',
        reason: error.message,
      });
      return true;
    }
  }

  async #finish(
    deployment: DeploymentRow,
    scope: CallScope,
    stack: Stack | undefined,
    ownStatus: string | undefined,
  ): Promise<void> {
    const { store, reader, journal } = this.#deps;
    await this.#readEvents(deployment, scope, { all: true });
    const outcome = outcomeOf({
      deployment,
      stack,
      ownStatus,
      events: await store.events(deployment.id),
      paths: await reader.paths(deployment),
      sources: await reader.sources(deployment),
      outputs: await reader.outputs(deployment),
    });
    const protection =
      outcome.state === 'deployed' && stack
        ? await this.#protection.settle(deployment, scope, stack)
        : undefined;
    await journal.finish(this.#lease, deployment, {
      ...outcome,
      reason: protection ?? outcome.reason,
    });
  }

  /** Stores the events since the deployment began that are not stored yet, oldest first. `all` looks behind the last known one, too. */
  async #readEvents(
    deployment: DeploymentRow,
    { environment }: CallScope,
    { all }: { all: boolean },
  ): Promise<void> {
    const { calls, journal } = this.#deps;
    const events = new Map<string, StackEvent>();
    for await (const page of calls.eventPages(
      environment,
      deployment.stack_id,
    )) {
      const begin = page.findIndex(
        event => event.EventId === deployment.before_event_id,
      );
      for (const event of begin < 0 ? page : page.slice(0, begin)) {
        if (event.EventId) events.set(event.EventId, event);
      }
      const known = deployment.last_event_id;
      if (begin >= 0 || (!all && known && events.has(known))) break;
    }
    await journal.addEvents(
      this.#lease,
      deployment,
      [...events.values()].reverse(),
    );
  }
}
