import { InputError } from '@backstage/errors';
import type { LogLevel } from '@enginehouse/plugin-operations-common';
import type { LineReading, LogLine } from '@enginehouse/plugin-operations-node';

/** Which lines a person wants to see. */
export interface LineFilterQuery {
  group?: string;
  stream?: string;
  unit?: string;
  level?: LogLevel[];
  filter?: string;
  correlationId?: string;
}

/** Decides which lines are shown; the same for pages and for following, whatever AWS filtered before. */
export class LineFilter {
  readonly group?: string;
  readonly stream?: string;
  readonly unit?: string;
  readonly #levels?: ReadonlySet<LogLevel>;
  readonly #correlationId?: string;
  readonly #required: string[];
  readonly #excluded: string[];

  /** @throws InputError when `filter` cannot be read */
  constructor(query: LineFilterQuery) {
    const terms = parseTerms(query.filter ?? '');
    this.group = query.group;
    this.stream = query.stream;
    this.unit = query.unit;
    this.#levels = query.level?.length ? new Set(query.level) : undefined;
    this.#correlationId = query.correlationId;
    this.#required = terms.filter(t => !t.excluded).map(({ text }) => text);
    this.#excluded = terms.filter(t => t.excluded).map(({ text }) => text);
  }

  /**
   * A text that every wanted line has, for AWS to search: the longest without characters that patterns treat specially.
   */
  get containing(): string | undefined {
    return [...this.#required, ...(this.#correlationId ?? '').split(' ')]
      .filter(text => text !== '' && !/["\\]/.test(text))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** Whether the line is wanted, as far as it can be told without understanding it. */
  takesLine({ stream, unit, message }: LogLine): boolean {
    return (
      (this.stream === undefined || stream === this.stream) &&
      (this.unit === undefined || unit === this.unit) &&
      this.#required.every(text => message.includes(text)) &&
      !this.#excluded.some(text => message.includes(text))
    );
  }

  /** Whether a line that says this is wanted. */
  takesReading({ level, correlationId }: LineReading): boolean {
    return (
      (!this.#levels || (level !== undefined && this.#levels.has(level))) &&
      (this.#correlationId === undefined ||
        correlationId === this.#correlationId)
    );
  }
}

/** Terms are parted by spaces; double quotes hold spaces together; a leading minus excludes. */
function parseTerms(filter: string): { text: string; excluded: boolean }[] {
  const terms: { text: string; excluded: boolean }[] = [];
  let rest = filter.trim();
  while (rest !== '') {
    const match = /^(-?)(?:"([^"]*)"|([^\s"]\S*))(?:\s+|$)/.exec(rest);
    if (!match) {
      throw new InputError(
        `filter is ${JSON.stringify(
          filter,
        )}: a double quote is not closed, or no space parts it from the next term; terms such as timeout "connection refused" -health are accepted`,
      );
    }
    const text = match[2] ?? match[3];
    if (text !== '') terms.push({ text, excluded: match[1] === '-' });
    rest = rest.slice(match[0].length);
  }
  return terms;
}
