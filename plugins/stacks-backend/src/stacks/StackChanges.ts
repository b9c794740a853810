import { EventEmitter, once } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  STACKS_EVENTS_TOPIC,
  STACKS_SIGNALS_CHANNEL,
  StackChanged,
} from '@enginehouse/plugin-stacks-node';

/** Says that something about a stack changed, never what: to backends by events, to browsers by signals, and to readers in this process. */
export class StackChanges {
  readonly #events: EventsService;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #local = new EventEmitter().setMaxListeners(0);

  constructor(options: {
    events: EventsService;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Tells everybody. Nobody's failure to hear it fails the caller. */
  publish(stack: string): void {
    const message: StackChanged = { name: stack };
    this.#local.emit(stack);
    Promise.all([
      this.#events.publish({
        topic: STACKS_EVENTS_TOPIC,
        eventPayload: message,
      }),
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: STACKS_SIGNALS_CHANNEL,
        message,
      }),
    ]).catch(error =>
      this.#logger.warn(`Could not tell that ${stack} changed`, error),
    );
  }

  /** Resolves when this process says that the stack changed, or the signal aborts. */
  async changed(stack: string, signal: AbortSignal): Promise<void> {
    await once(this.#local, stack, { signal }).catch(() => undefined);
  }
}
