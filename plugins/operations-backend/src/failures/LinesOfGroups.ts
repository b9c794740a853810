import { isError, NotFoundError } from '@backstage/errors';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import type {
  LogSource,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import { LineFilter } from '../lines/LineFilter';
import { LogEvents } from '../lines/LogEvents';
import { readPage } from '../lines/readPage';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';

const SHOWN = 20;
const AND = new Intl.ListFormat('en');

/** What one log group answered. */
type Reading = { group: string } & (
  | { events: LogEvent[] }
  | { gone: true }
  | { problem: string }
);

/** The last lines of several log groups; one that is gone or may not be read does not keep the others from being read. */
export class LinesOfGroups {
  readonly #readings: Reading[];

  static async read(options: {
    registry: SourceRegistry;
    context: SourceContext;
    logs: LogSource[];
    time: TimeRange;
  }): Promise<LinesOfGroups> {
    const { registry, context, logs, time } = options;
    const filter = new LineFilter({});
    const events = new LogEvents(registry, context, filter);
    const readings = logs.map(async (source): Promise<Reading> => {
      const { group } = source;
      try {
        const request = { sources: [source], filter, events, limit: SHOWN };
        return {
          group,
          events: (await readPage({ ...request, ...time })).events,
        };
      } catch (error) {
        return isError(error) && error.name === NotFoundError.name
          ? { group, gone: true }
          : { group, problem: reasonOf(error) };
      }
    });
    return new LinesOfGroups(await Promise.all(readings));
  }

  private constructor(readings: Reading[]) {
    this.#readings = readings;
  }

  /** Oldest first. */
  get events(): LogEvent[] {
    return this.#readings
      .flatMap(reading => ('events' in reading ? reading.events : []))
      .sort((a, b) => a.at.localeCompare(b.at))
      .slice(-SHOWN);
  }

  /** Names of the groups that could be read. */
  get readable(): string[] {
    return this.#groups(reading => 'events' in reading);
  }

  /** Why there are no lines, in one sentence. */
  get note(): string {
    const gone = this.#groups(reading => 'gone' in reading);
    const [problem] = this.#readings.flatMap(reading =>
      'problem' in reading ? reading.problem : [],
    );
    const parts = [
      this.readable.length > 0 &&
        `nothing was written to ${AND.format(this.readable)} until it failed`,
      gone.length > 0 &&
        (gone.length === 1
          ? `the log group ${gone[0]} is gone`
          : `the log groups ${AND.format(gone)} are gone`),
      problem && `the lines could not be read: ${problem}`,
    ].filter(part => part !== false && part !== undefined);
    const sentence = parts.join('; ');
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${
      problem ? '' : '.'
    }`;
  }

  #groups(are: (reading: Reading) => boolean): string[] {
    return this.#readings.filter(are).map(({ group }) => group);
  }
}
