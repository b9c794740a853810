import { LRUCache } from 'lru-cache';

const KEPT_ANSWERS = 5_000;

/** Answers shared between callers: calls in flight are merged, answers kept for a while. Errors are shared only while in flight. */
export class SharedReads {
  readonly #inFlight = new Map<string, Promise<unknown>>();
  readonly #answers = new LRUCache<string, { value: unknown }>({
    max: KEPT_ANSWERS,
    // Answers can be large: they go when their time is over, not when others push them out.
    ttlAutopurge: true,
  });

  /** @param ttl - milliseconds an answer is kept; 0 keeps none */
  async get<T>(key: string, ttl: number, fn: () => Promise<T>): Promise<T> {
    const answer = ttl > 0 ? this.#answers.get(key) : undefined;
    if (answer) return answer.value as T;
    const running = this.#inFlight.get(key);
    if (running) return running as Promise<T>;
    const call = fn();
    this.#inFlight.set(key, call);
    try {
      const value = await call;
      if (ttl > 0) this.#answers.set(key, { value }, { ttl });
      return value;
    } finally {
      this.#inFlight.delete(key);
    }
  }
}
