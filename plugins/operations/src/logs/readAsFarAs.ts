import type { LogPage } from '@enginehouse/plugin-operations-common';
import { KEPT } from './LogBuffer';

/** The lines that are read, where from, and where to go on. */
export type Lines = Pick<
  LogPage,
  'groups' | 'events' | 'nextCursor' | 'followFrom'
>;

/**
 * The newest page; when a line is wanted, with the older ones before it as far as that line, as many as are kept or there are.
 * @param line - id of the line
 * @param read - reads the page at a cursor, the newest without
 */
export async function readAsFarAs(
  line: string | undefined,
  read: (cursor?: string) => Promise<Lines>,
): Promise<Lines> {
  const newest = await read();
  let { events, nextCursor } = newest;
  const isMissing = () =>
    line !== undefined && !events.some(({ id }) => id === line);
  while (nextCursor && isMissing() && events.length < KEPT) {
    const older = await read(nextCursor);
    events = [...older.events, ...events];
    nextCursor = older.nextCursor;
  }
  return { ...newest, events, nextCursor };
}
