import { ServiceUnavailableError } from '@backstage/errors';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import type { LogSource } from '@enginehouse/plugin-operations-node';
import type { PageCursor } from './cursors';
import type { LineFilter } from './LineFilter';
import { inOrderWritten } from './inOrder';
import type { GroupLine, LogEvents } from './LogEvents';
import { readWindow } from './readWindow';

const FIRST_WINDOW_MS = 15_000;
const GROWTH = 4;
/** Those who open the page at about the same time share what is read. */
const SHARED_FOR_MS = 2_000;

/** What a page is made of. */
export interface PageRequest {
  sources: LogSource[];
  filter: LineFilter;
  events: LogEvents;
  /** Milliseconds since the epoch, both inclusive. */
  start: number;
  end: number;
  /** Lines that AWS received from then on are left out. */
  receivedBefore?: number;
  cursor?: PageCursor;
  limit: number;
}

/** The newest lines below the cursor. */
export interface Page {
  /** Oldest first. */
  events: LogEvent[];
  /** How far back it was searched, in milliseconds since the epoch. */
  searchedFrom: number;
  /** Absent when the start was reached. */
  next?: PageCursor;
}

/**
 * Reads the newest lines first. FilterLogEvents only goes forward, so time is searched backward in windows that grow, each read
 * to its end, until there are enough lines.
 *
 * @throws ServiceUnavailableError when even the newest seconds are too much to search
 */
export async function readPage(request: PageRequest): Promise<Page> {
  const { sources, filter, start, cursor, limit } = request;
  const { receivedBefore = cursor?.receivedBefore } = request;
  const taken = new Set(cursor?.ids);
  const isLeftOut = ({ id, receivedAt }: GroupLine) =>
    taken.has(id) ||
    (receivedBefore !== undefined && receivedAt >= receivedBefore);
  const found: { line: GroupLine; event: LogEvent }[] = [];
  let end = Math.min(request.end, cursor?.until ?? Infinity);
  for (
    let size = FIRST_WINDOW_MS;
    end >= start && found.length <= limit;
    size *= GROWTH
  ) {
    const from = Math.max(start, end - size);
    const lines = await readWindow(
      sources,
      { start: from, end, ttl: SHARED_FOR_MS },
      filter,
    );
    if (!lines) {
      if (size > FIRST_WINDOW_MS) break;
      throw new ServiceUnavailableError(
        'There are too many lines to search: narrow the time, or name a log group or stream',
      );
    }
    for (const line of lines) {
      if (isLeftOut(line)) continue;
      const event = request.events.of(line);
      if (event) found.push({ line, event });
    }
    end = from - 1;
  }
  found.sort((a, b) => inOrderWritten(a.line, b.line));
  const shown = found.slice(-limit);
  const events = shown.map(({ event }) => event);
  const oldest = shown[0]?.line.at;
  if (oldest !== undefined && shown.length < found.length) {
    const ids = shown
      .filter(({ line }) => line.at === oldest)
      .map(({ line }) => line.id);
    const earlier = cursor?.until === oldest ? cursor.ids : [];
    return {
      events,
      searchedFrom: oldest,
      next: { until: oldest, ids: [...earlier, ...ids], receivedBefore },
    };
  }
  return {
    events,
    searchedFrom: Math.max(start, end + 1),
    ...(end >= start && { next: { until: end, ids: [], receivedBefore } }),
  };
}
