import { setTimeout as delay } from 'node:timers/promises';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  STACKS_EVENTS_TOPIC,
  type StackChanged,
  type StacksService,
} from '@enginehouse/plugin-stacks-node';
import { reasonOf } from '../sources/reasonOf';
import type { HealthCollector } from './HealthCollector';

const LOOK_AGAIN_MS = 2_000;

/**
 * Reads the health of a stack more often while it settles, from the moment the stacks plugin says that something changed: people
 * wait for the end of settling. What is missed here, the collector's next round sees.
 */
export class SettlingWatch {
  readonly #stacks: StacksService;
  readonly #collector: Pick<HealthCollector, 'collectOne'>;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #watched = new Set<string>();
  readonly #shutdown = new AbortController();

  constructor(options: {
    stacks: StacksService;
    collector: Pick<HealthCollector, 'collectOne'>;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#stacks = options.stacks;
    this.#collector = options.collector;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  start(events: EventsService): Promise<void> {
    return events.subscribe({
      id: 'operations-settling',
      topics: [STACKS_EVENTS_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const { name } = eventPayload as StackChanged;
        this.#watch(name);
      },
    });
  }

  stop(): void {
    this.#shutdown.abort();
  }

  async #watch(name: string): Promise<void> {
    if (this.#watched.has(name)) return;
    this.#watched.add(name);
    try {
      await this.#whileSettling(name);
    } catch (error) {
      if (!this.#shutdown.signal.aborted) {
        this.#logger.warn(`${name} is not watched: ${reasonOf(error)}`);
      }
    } finally {
      this.#watched.delete(name);
    }
  }

  async #whileSettling(name: string): Promise<void> {
    const ref = stringifyEntityRef({ kind: 'resource', name });
    const { signal } = this.#shutdown;
    for (;;) {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const stack = await this.#stacks.getStackByEntityRef(ref, {
        credentials,
      });
      if (stack?.state !== 'settling') return;
      await this.#collector.collectOne(stack);
      await delay(LOOK_AGAIN_MS, undefined, { signal });
    }
  }
}
