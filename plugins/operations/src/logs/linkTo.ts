import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { readQuery, writeQuery } from './query';

const AROUND_MS = 60_000;

/** A minute before a line to a minute after it. */
export function rangeAround({ at }: LogEvent): { start: string; end: string } {
  const moment = Date.parse(at);
  return {
    start: new Date(moment - AROUND_MS).toISOString(),
    end: new Date(moment + AROUND_MS).toISOString(),
  };
}

/**
 * The address that shows a line to somebody else, at whatever time: the page's with its filters, and with the range around the
 * line where the page follows, for there the line will soon be far back.
 */
export function linkTo(line: LogEvent, page: string): string {
  const url = new URL(page);
  const query = readQuery(url.searchParams);
  const range = query.end ? {} : rangeAround(line);
  url.search = String(
    writeQuery(url.searchParams, { ...query, ...range, line: line.id }),
  );
  return url.href;
}
