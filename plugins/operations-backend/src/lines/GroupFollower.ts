import { setTimeout as delay } from 'node:timers/promises';
import type { LogSource } from '@enginehouse/plugin-operations-node';
import { reasonOf } from '../sources/reasonOf';
import { inOrderReceived } from './inOrder';
import type { GroupLine } from './LogEvents';
import { readWindow } from './readWindow';

/** A group that cannot be read is asked so many times more seldom. */
const SELDOM = 5;
/** Lines that reach AWS later than this after they were written are seen on pages only. */
export const LOOKBACK_MS = 30_000;

/** What a follower tells those who listen. */
export interface FollowListener {
  /** In the order in which AWS received them; a line that became readable late may come out of it. */
  lines(lines: GroupLine[]): void;
  /** Undefined when the group can be read again. */
  problem(reason: string | undefined): void;
}

/**
 * Polls one log group while somebody listens; all listeners share the poll. A line is told at the poll after the one that saw it,
 * so that lines which AWS makes readable out of order are put in order first.
 */
export class GroupFollower {
  readonly #source: LogSource;
  readonly #pollMs: number;
  readonly #listeners = new Set<FollowListener>();
  /** Lines by id. */
  readonly #seen = new Map<string, { line: GroupLine; told: boolean }>();
  readonly #stop = new AbortController();
  /** Lines written from then on are remembered or still to be told, in milliseconds since the epoch. */
  #remembersFrom: number;
  #problem: string | undefined;

  /** @param now - milliseconds since the epoch */
  constructor(source: LogSource, now: number, pollMs: number) {
    this.#source = source;
    this.#pollMs = pollMs;
    this.#remembersFrom = now - LOOKBACK_MS;
  }

  /** Adds a listener, tells it what is remembered, and returns what removes it. */
  listen(listener: FollowListener): () => void {
    if (this.#listeners.size === 0) this.#run();
    this.#listeners.add(listener);
    listener.lines(this.#told());
    if (this.#problem !== undefined) listener.problem(this.#problem);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop.abort();
    };
  }

  get remembersFrom(): number {
    return this.#remembersFrom;
  }

  get stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#poll(Date.now());
        this.#report(undefined);
      } catch (error) {
        this.#report(reasonOf(error));
      }
      const pause = this.#problem ? SELDOM * this.#pollMs : this.#pollMs;
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  async #poll(now: number): Promise<void> {
    const start = Math.max(this.#remembersFrom, now - LOOKBACK_MS);
    const end = now + LOOKBACK_MS;
    const lines = await readWindow([this.#source], { start, end });
    if (!lines) throw new Error('more lines come than can be followed');
    const settled = [...this.#seen.values()].filter(({ told }) => !told);
    for (const line of lines) {
      if (!this.#seen.has(line.id)) {
        this.#seen.set(line.id, { line, told: false });
      }
    }
    for (const one of settled) one.told = true;
    const news = settled.map(({ line }) => line).sort(inOrderReceived);
    if (news.length > 0) {
      for (const listener of this.#listeners) listener.lines(news);
    }
    this.#forget(start - LOOKBACK_MS);
  }

  /** Older lines than these no poll finds again. */
  #forget(before: number): void {
    if (before <= this.#remembersFrom) return;
    this.#remembersFrom = before;
    for (const [id, { line, told }] of this.#seen) {
      if (told && line.at < before) this.#seen.delete(id);
    }
  }

  #told(): GroupLine[] {
    return [...this.#seen.values()]
      .filter(({ told }) => told)
      .map(({ line }) => line)
      .sort(inOrderReceived);
  }

  #report(problem: string | undefined): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    for (const listener of this.#listeners) listener.problem(problem);
  }
}
