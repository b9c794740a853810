import { setTimeout as delay } from 'node:timers/promises';

/** How fast calls may be made. */
export interface BudgetLimits {
  /** Sustained calls per second. */
  callsPerSecond: number;
  /** Calls that may be made at once after a pause. */
  burst: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;

/**
 * The calls one account and region may take: a token bucket that also pauses, for all callers together, when AWS throttles. The pause doubles with each
 * throttling and is forgotten with the first success after it.
 */
export class CallBudget {
  readonly #limits: BudgetLimits;
  #tokens: number;
  #filledAt = performance.now();
  #pauseMs = 0;
  #pausedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
    this.#tokens = limits.burst;
  }

  /** Resolves when the caller may make one call; callers are served in the order they came. */
  take(): Promise<void> {
    const turn = this.#queue.then(() => this.#takeNow());
    this.#queue = turn;
    return turn;
  }

  /** AWS throttled: nobody calls for a while. */
  throttled(): void {
    const now = performance.now();
    if (now < this.#pausedUntil) return;
    this.#pauseMs = Math.min(
      Math.max(this.#pauseMs * 2, FIRST_PAUSE_MS),
      LONGEST_PAUSE_MS,
    );
    this.#pausedUntil = now + this.#pauseMs * (0.5 + Math.random() / 2);
  }

  /** AWS answered: the next throttling begins with a short pause again. */
  succeeded(): void {
    if (performance.now() >= this.#pausedUntil) this.#pauseMs = 0;
  }

  async #takeNow(): Promise<void> {
    for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs()) {
      await delay(wait);
    }
    this.#tokens -= 1;
  }

  #waitMs(): number {
    const now = performance.now();
    const { callsPerSecond, burst } = this.#limits;
    const earned = ((now - this.#filledAt) / 1_000) * callsPerSecond;
    this.#tokens = Math.min(burst, this.#tokens + earned);
    this.#filledAt = now;
    const forToken =
      this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / callsPerSecond) * 1_000;
    return Math.max(forToken, this.#pausedUntil - now);
  }
}
