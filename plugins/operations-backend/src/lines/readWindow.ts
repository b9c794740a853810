import type { LogSource } from '@enginehouse/plugin-operations-node';
import type { LineFilter } from './LineFilter';
import type { GroupLine } from './LogEvents';

/** AWS may answer many empty pages before it has searched a long time of a busy group. */
const MOST_PAGES = 40;
const MOST_LINES = 50_000;

/** Times are milliseconds since the epoch, both inclusive. */
export interface Window {
  start: number;
  end: number;
  /** How long the answer may be shared, in milliseconds; not beyond calls in flight by default. */
  ttl?: number;
}

/**
 * All lines of a time, of all sources, in no order.
 *
 * @returns undefined when it is too much to search at once
 */
export async function readWindow(
  sources: LogSource[],
  { start, end, ttl = 0 }: Window,
  filter?: LineFilter,
): Promise<GroupLine[] | undefined> {
  const perSource = await Promise.all(
    sources.map(async source => {
      const lines: GroupLine[] = [];
      let nextToken: string | undefined;
      for (
        let page = 0;
        page < MOST_PAGES && lines.length < MOST_LINES;
        page++
      ) {
        const reading = await source.read({
          start,
          end,
          containing: filter?.containing,
          stream: filter?.stream,
          unit: filter?.unit,
          nextToken,
          ttl,
        });
        for (const line of reading.lines) {
          lines.push({ ...line, group: source.group });
        }
        nextToken = reading.nextToken;
        if (nextToken === undefined) return lines;
      }
      return undefined;
    }),
  );
  return perSource.every(lines => lines !== undefined)
    ? perSource.flat()
    : undefined;
}
