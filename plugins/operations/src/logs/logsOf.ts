import type { LogPlace, UnitPart } from '@enginehouse/plugin-operations-common';
import { writeQuery } from './query';

/** Lines reach the store some seconds after they were written. */
const AFTER_MS = 60_000;
const BEFORE_MS = 60_000;
/** For those that ended before they had started. */
const LONGEST_START_MS = 15 * 60_000;

const iso = (time: number) => new Date(time).toISOString();

/**
 * Path of the lines of a part, relative to a tab of the same entity: followed while it runs, and all of its life
 * when it has ended.
 */
export function logsOf(
  { startedAt, ending }: UnitPart,
  { group, stream }: LogPlace,
): string {
  const endedAt = ending?.at === undefined ? undefined : Date.parse(ending.at);
  const query = writeQuery(new URLSearchParams(), {
    group,
    stream,
    ...(endedAt !== undefined && {
      start: iso(
        startedAt
          ? Date.parse(startedAt) - BEFORE_MS
          : endedAt - LONGEST_START_MS,
      ),
      end: iso(endedAt + AFTER_MS),
    }),
  });
  return `../logs?${query}`;
}
