import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { Stack, StackState } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { reasonOf } from '../sources/reasonOf';
import type { HealthReader, HealthReading } from './HealthReader';

/** States in which something runs. */
const LIVE: StackState[] = [
  'deploying',
  'settling',
  'deployed',
  'rolling-back',
  'rolled-back',
  'rollback-failed',
  'delete-failed',
  'unknown',
];
const AT_ONCE = 4;
/** An unchanged health is reported again after so long, so that its age shows that it is watched. */
const REPORT_AGAIN_MS = 60_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Reads the health of every stack that lives and reports it to the stacks plugin: for lists, for the timeline, and for the end of settling. */
export class HealthCollector {
  readonly #stacks: StacksService;
  readonly #health: Pick<HealthReader, 'read'>;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #pauses = new Map<string, { until: number; length: number }>();

  constructor(options: {
    stacks: StacksService;
    health: Pick<HealthReader, 'read'>;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#stacks = options.stacks;
    this.#health = options.health;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  schedule(runner: SchedulerServiceTaskRunner): Promise<void> {
    return runner.run({
      id: 'collect-health',
      fn: signal => this.collect(signal),
    });
  }

  /** One round. A stack that fails pauses, longer each time, and keeps no other from being read. */
  async collect(signal?: AbortSignal): Promise<void> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const live: Stack[] = [];
    for await (const stack of this.#stacks.list(
      { state: LIVE },
      { credentials },
    )) {
      if (isReadable(stack)) live.push(stack);
    }
    const waiting = live.filter(({ name }) => !this.#isPaused(name));
    const next = async (): Promise<void> => {
      const stack = waiting.shift();
      if (!stack || signal?.aborted) return;
      await this.collectOne(stack);
      await next();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  /** Reads and reports one stack; what fails is logged. */
  async collectOne(stack: Stack): Promise<void> {
    try {
      const reading = await this.#health.read(stack);
      if (isNews(stack, reading)) {
        await this.#stacks.reportHealth(
          stack.name,
          {
            status: reading.status,
            sentence: reading.sentence,
            at: reading.checkedAt,
          },
          { credentials: await this.#auth.getOwnServiceCredentials() },
        );
      }
      this.#pauses.delete(stack.name);
    } catch (error) {
      const length = this.#pause(stack.name);
      this.#logger.warn(
        `Health of ${stack.name} not reported, tried again in ${
          length / 1_000
        } s: ${reasonOf(error)}`,
      );
    }
  }

  #isPaused(name: string): boolean {
    return (this.#pauses.get(name)?.until ?? 0) > Date.now();
  }

  #pause(name: string): number {
    const before = this.#pauses.get(name)?.length;
    const length = before
      ? Math.min(2 * before, LONGEST_PAUSE_MS)
      : FIRST_PAUSE_MS;
    this.#pauses.set(name, { until: Date.now() + length, length });
    return length;
  }
}

/** A stack that is being created has nothing to read before it settles. */
function isReadable({ stackId, state, health }: Stack): boolean {
  const created = state !== 'deploying' || health.status !== 'unknown';
  return stackId !== undefined && created;
}

function isNews({ state, health }: Stack, reading: HealthReading): boolean {
  return (
    state === 'settling' ||
    health.status !== reading.status ||
    health.sentence !== reading.sentence ||
    Date.parse(reading.checkedAt) - Date.parse(health.at ?? '') >=
      REPORT_AGAIN_MS ||
    health.at === undefined
  );
}
