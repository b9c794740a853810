import type { LogLine } from '@enginehouse/plugin-operations-node';

/** Lines by the time they were written; ids part those of one millisecond. */
export function inOrderWritten(
  a: Pick<LogLine, 'at' | 'id'>,
  b: Pick<LogLine, 'at' | 'id'>,
): number {
  return a.at - b.at || byId(a, b);
}

/** Lines by the time AWS received them; ids part those of one millisecond. */
export function inOrderReceived(
  a: Pick<LogLine, 'receivedAt' | 'id'>,
  b: Pick<LogLine, 'receivedAt' | 'id'>,
): number {
  return a.receivedAt - b.receivedAt || byId(a, b);
}

/** Ids are numbers of up to 56 digits, as text. */
function byId({ id: a }: { id: string }, { id: b }: { id: string }): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}
