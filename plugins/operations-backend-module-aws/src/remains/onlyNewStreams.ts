import type { LogLine, LogSource } from '@enginehouse/plugin-operations-node';

/** Who runs writes something in this time, at the latest when it is asked for its health. */
const LOOK_BACK_MS = 2 * 60_000;
/** A group so busy is not searched further: some lines of older units are less bad than a long wait. */
const MOST_PAGES = 5;
const SHARED_FOR_MS = 60_000;

/** The source without the streams that were written to shortly before `since`: their units are older. */
export function onlyNewStreams(source: LogSource, since: number): LogSource {
  return {
    ...source,
    async read(query) {
      const [page, older] = await Promise.all([
        source.read(query),
        streamsBefore(source, since),
      ]);
      return {
        ...page,
        lines: page.lines.filter(({ stream }) => !older.has(stream)),
      };
    },
  };
}

async function streamsBefore(
  source: LogSource,
  since: number,
): Promise<ReadonlySet<LogLine['stream']>> {
  const streams = new Set<LogLine['stream']>();
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const reading = await source.read({
      start: since - LOOK_BACK_MS,
      end: since - 1,
      nextToken,
      ttl: SHARED_FOR_MS,
    });
    reading.lines.forEach(({ stream }) => streams.add(stream));
    nextToken = reading.nextToken;
    if (nextToken === undefined) break;
  }
  return streams;
}
