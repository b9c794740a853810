import type { LogEvent } from '@enginehouse/plugin-operations-common';

/** Lines that are kept; older ones make room. */
export const KEPT = 5_000;

/** Lines in the order they came, each once, at most {@link KEPT}. */
export class LogBuffer {
  #lines: LogEvent[] = [];
  #ids = new Set<string>();

  /** The lines, oldest first; a new array whenever it changed. */
  get lines(): readonly LogEvent[] {
    return this.#lines;
  }

  /** Adds newer lines. @returns how many were new. */
  append(lines: readonly LogEvent[]): number {
    const fresh = this.#fresh(lines);
    if (fresh.length === 0) {
      return 0;
    }
    const all = [...this.#lines, ...fresh];
    const dropped = all.slice(0, Math.max(0, all.length - KEPT));
    dropped.forEach(({ id }) => this.#ids.delete(id));
    this.#lines = all.slice(dropped.length);
    return fresh.length;
  }

  /** Adds older lines as far as there is room. @returns how many were added. */
  prepend(lines: readonly LogEvent[]): number {
    const room = KEPT - this.#lines.length;
    const fresh = room > 0 ? this.#fresh(lines.slice(-room)) : [];
    if (fresh.length > 0) {
      this.#lines = [...fresh, ...this.#lines];
    }
    return fresh.length;
  }

  #fresh(lines: readonly LogEvent[]): LogEvent[] {
    return lines.filter(({ id }) => {
      const isNew = !this.#ids.has(id);
      this.#ids.add(id);
      return isNew;
    });
  }
}
