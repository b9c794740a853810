import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { OperationRun } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { z } from 'zod';
import { reasonOf } from '../sources/reasonOf';
import type { StackContexts } from '../sources/StackContexts';
import type { OperationOffer } from './offers';
import {
  OPERATION_FINISHED,
  OPERATION_STARTED,
  type RunFinished,
  type RunStarted,
} from './runLines';

/** Runs of this process that are remembered after they are over; the ledger remembers all. */
const REMEMBERED = 200;

/** Between attempts to tell the ledger that a run is over: a minute in all. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 32_000;

/** What is to be carried out. */
export interface RunRequest {
  offer: OperationOffer;
  /** As the operation's schema gave it. */
  input: unknown;
  /** The sentence the person confirmed. */
  effect: string;
  context: SourceContext;
  /** Entity ref. */
  actor: string;
}

/** Carries operations out: a line in the ledger before and after each, and progress in between. */
export class OperationRunner {
  readonly #stacks: StacksService;
  readonly #contexts: StackContexts;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #shutdown = new AbortController();
  readonly #runs = new Map<string, { stack: string; run: OperationRun }>();
  readonly #running = new Set<Promise<void>>();
  /** What runs, by what was asked for. */
  readonly #same = new Map<string, Promise<OperationRun>>();

  constructor(options: {
    stacks: StacksService;
    contexts: StackContexts;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#stacks = options.stacks;
    this.#contexts = options.contexts;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  /**
   * Resolves when the ledger holds the beginning; what follows goes on by itself. Who asks once more for what runs already, as after an answer that was lost, is
   * given that run: doing it twice is not always doing it once.
   */
  async start(request: RunRequest): Promise<OperationRun> {
    const key = keyOf(request);
    const same = this.#same.get(key);
    if (same) return this.#runs.get((await same).id)?.run ?? same;
    const begun = this.#begin(request);
    this.#same.set(key, begun);
    begun.catch(() => this.#same.delete(key));
    return begun;
  }

  async #begin(request: RunRequest): Promise<OperationRun> {
    const { offer, input, effect, context, actor } = request;
    const stack = context.stack.name;
    const line: RunStarted = {
      runId: randomUUID(),
      operation: offer.operation.id,
      title: offer.operation.title,
      target: offer.named,
      input: z.record(z.string(), z.unknown()).parse(input),
      effect,
      mostMinutes: offer.operation.mostMinutes,
    };
    const { at } = await this.#append(stack, OPERATION_STARTED, actor, line);
    const { runId, mostMinutes: _most, ...what } = line;
    const run: OperationRun = {
      id: runId,
      ...what,
      state: 'running',
      startedAt: at,
      startedBy: actor,
    };
    this.#remember(stack, run);
    const work = this.#carryOut(request, run).finally(() =>
      this.#running.delete(work),
    );
    this.#running.add(work);
    return run;
  }

  /** A run that this process started. */
  get(stack: string, runId: string): OperationRun | undefined {
    const known = this.#runs.get(runId);
    return known?.stack === stack ? known.run : undefined;
  }

  /** Interrupts what runs, and resolves when the ledger says so. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#running);
  }

  async #carryOut(request: RunRequest, run: OperationRun): Promise<void> {
    const { offer, input, context, actor } = request;
    const stack = context.stack.name;
    const finished = await this.#outcome(run.id, () =>
      offer.operation.run(offer.target, input, {
        ...context,
        aws: this.#contexts.forChanges(context.stack, run.id),
        signal: this.#shutdown.signal,
        progress: progress => this.#progress(run, progress),
      }),
    );
    this.#same.delete(keyOf(request));
    const { runId: _id, ...outcome } = finished;
    // Over is over, also when the ledger cannot be told so yet.
    const finishedAt = new Date().toISOString();
    this.#remember(stack, { ...run, ...outcome, finishedAt });
    try {
      const line = await this.#appendEnd(stack, actor, finished);
      this.#remember(stack, { ...run, ...outcome, finishedAt: line.at });
    } catch (error) {
      this.#logger.error(
        `Run ${run.id} on ${stack} is ${
          finished.state
        }, but the ledger does not say so: ${reasonOf(error)}`,
      );
    }
  }

  /** Tried again for a while: without this line other replicas would call the run interrupted. */
  async #appendEnd(stack: string, actor: string, finished: RunFinished) {
    const { signal } = this.#shutdown;
    for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
      try {
        return await this.#append(stack, OPERATION_FINISHED, actor, finished);
      } catch (error) {
        if (signal.aborted || pause > LONGEST_PAUSE_MS) throw error;
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #outcome(
    runId: string,
    fn: () => Promise<string>,
  ): Promise<RunFinished> {
    try {
      return { runId, state: 'succeeded', result: await fn() };
    } catch (error) {
      return this.#shutdown.signal.aborted
        ? { runId, state: 'interrupted', error: 'The portal was shut down' }
        : { runId, state: 'failed', error: reasonOf(error) };
    }
  }

  async #append(
    stack: string,
    kind: typeof OPERATION_STARTED | typeof OPERATION_FINISHED,
    actor: string,
    data: RunStarted | RunFinished,
  ) {
    const credentials = await this.#auth.getOwnServiceCredentials();
    return this.#stacks.appendLedger(
      stack,
      { kind, actor, data: { ...data } },
      { credentials },
    );
  }

  /** What a run says after its end is not heard. */
  #progress(run: OperationRun, progress: string): void {
    const known = this.#runs.get(run.id);
    if (known?.run.state !== 'running') return;
    this.#remember(known.stack, { ...run, progress });
  }

  #remember(stack: string, run: OperationRun): void {
    this.#runs.delete(run.id);
    this.#runs.set(run.id, { stack, run });
    for (const [id, known] of this.#runs) {
      if (this.#runs.size <= REMEMBERED) break;
      if (known.run.state !== 'running') this.#runs.delete(id);
    }
  }
}

/** The same is what has the same effect, too: that of a restart is another one while a restart is under way. */
function keyOf({ context, offer, input, effect }: RunRequest): string {
  const { operation, named } = offer;
  const { name } = context.stack;
  return JSON.stringify([name, operation.id, named.key, input, effect]);
}
