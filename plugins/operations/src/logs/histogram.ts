import type { LogEvent } from '@enginehouse/plugin-operations-common';

const BARS = 60;
/** With fewer, empty ones stand before them: a single line is not a wall. */
const FEWEST = 20;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Widths of a bar; a bar keeps its place while lines come as long as its width does. */
const WIDTHS = [
  ...[1, 2, 5, 10, 15, 30].map(seconds => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map(hours => hours * HOUR),
];

/** The lines of one span of time, by what they tell. */
export interface Bar {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  error: number;
  warning: number;
  other: number;
}

/** How many lines were written when; about sixty spans at most, up to the last line, each beginning at a round time. */
export function histogramOf(lines: readonly LogEvent[]): Bar[] {
  if (lines.length === 0) {
    return [];
  }
  const times = lines.map(({ at }) => Date.parse(at));
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const width = widthFor(last - first);
  const end = (Math.floor(last / width) + 1) * width;
  const begin = Math.min(
    Math.floor(first / width) * width,
    end - FEWEST * width,
  );
  const count = (end - begin) / width;
  const bars = Array.from(
    { length: count },
    (_, index): Bar => ({
      from: begin + index * width,
      to: begin + (index + 1) * width,
      error: 0,
      warning: 0,
      other: 0,
    }),
  );
  lines.forEach(({ level }, index) => {
    const bar = bars[Math.floor((times[index] - begin) / width)];
    bar[level === 'error' || level === 'warning' ? level : 'other'] += 1;
  });
  return bars;
}

function widthFor(span: number): number {
  const day = WIDTHS[WIDTHS.length - 1];
  return (
    WIDTHS.find(width => span / width <= BARS) ??
    Math.ceil(span / BARS / day) * day
  );
}
