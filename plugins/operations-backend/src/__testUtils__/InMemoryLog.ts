import type {
  LogLine,
  LogQuery,
  LogReading,
  LogSource,
} from '@enginehouse/plugin-operations-node';

/** A log group whose lines can be received long after they were written, and become readable later still. */
export class InMemoryLog implements LogSource {
  readonly group = '/test/lines';
  /** How often it was read. */
  reads = 0;
  /** Why it cannot be read now. */
  problem: string | undefined;
  readonly #lines: LogLine[] = [];
  readonly #pageSize: number;

  constructor(options: { pageSize?: number } = {}) {
    this.#pageSize = options.pageSize ?? 10_000;
  }

  /** A line that is readable at once; returns its message. */
  write(
    message: string,
    times: Partial<Pick<LogLine, 'at' | 'receivedAt'>> = {},
  ) {
    const receivedAt = times.receivedAt ?? Date.now();
    const id = String(this.#lines.length + 1).padStart(8, '0');
    const at = times.at ?? receivedAt;
    this.#lines.push({ id, at, receivedAt, stream: 'one', message });
    return message;
  }

  async read({ start, end, nextToken = '0' }: LogQuery): Promise<LogReading> {
    this.reads += 1;
    if (this.problem !== undefined) throw new Error(this.problem);
    const found = this.#lines
      .filter(({ at }) => at >= start && at <= end)
      .sort((a, b) => a.at - b.at);
    const from = Number(nextToken);
    const to = from + this.#pageSize;
    return {
      lines: found.slice(from, to),
      ...(to < found.length && { nextToken: String(to) }),
    };
  }
}
