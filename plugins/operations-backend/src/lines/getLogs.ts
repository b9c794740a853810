import { InputError } from '@backstage/errors';
import type { LogPage } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { readTime } from '../api/readTime';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { decodePageCursor, encodeCursor, followFrom } from './cursors';
import { LineFilter, type LineFilterQuery } from './LineFilter';
import { LogEvents } from './LogEvents';
import { chosenSources, findLogGroups } from './LogGroups';
import { readPage } from './readPage';

const DAY_MS = 24 * 3_600_000;
/** Lines become readable up to about so much out of the order in which AWS received them. */
const SETTLED_MS = 3_000;
/** All who look within this time ask AWS the same. */
const SHARED_MS = 2_000;

/** What the page of lines is asked with. */
export interface LogsQuery extends LineFilterQuery {
  start?: string;
  end?: string;
  cursor?: string;
  limit?: number;
}

/**
 * One page of lines; what AWS received in the last seconds is left to following, which goes on exactly there.
 * The newest page comes first, in it the oldest line.
 *
 * @throws InputError naming the parameter; NotFoundError for a log group that is none of the stack's
 */
export async function getLogs(
  registry: SourceRegistry,
  context: SourceContext,
  query: LogsQuery,
): Promise<LogPage> {
  const now = Math.ceil(Date.now() / SHARED_MS) * SHARED_MS;
  const end = readTime('end', query.end) ?? now;
  const start = readTime('start', query.start) ?? end - DAY_MS;
  if (start > end) {
    throw new InputError(
      `start is ${query.start}: it must not be after the end, ${new Date(
        end,
      ).toISOString()}`,
    );
  }
  const cursor = query.cursor ? decodePageCursor(query.cursor) : undefined;
  const follows = query.end === undefined && !cursor;
  const filter = new LineFilter(query);
  const logGroups = await findLogGroups(registry, context);
  const receivedBefore = follows ? now - SETTLED_MS : undefined;
  const page = await readPage({
    sources: chosenSources(logGroups, query.group),
    filter,
    events: new LogEvents(registry, context, filter),
    start,
    end,
    receivedBefore,
    cursor,
    limit: query.limit ?? 200,
  });
  return {
    groups: logGroups.groups,
    events: page.events,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    searchedFrom: new Date(page.searchedFrom).toISOString(),
    ...(page.next && { nextCursor: encodeCursor(page.next) }),
    ...(receivedBefore !== undefined && {
      followFrom: encodeCursor(followFrom(receivedBefore)),
    }),
  };
}
