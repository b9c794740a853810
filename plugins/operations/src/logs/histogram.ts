import type { LogEvent } from '@enginehouse/plugin-operations-common';

const BARS = 60;

/** The lines of one span of time, by what they tell. */
export interface Bar {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  error: number;
  warning: number;
  other: number;
}

/** How many lines were written when; up to sixty spans from the first line to the last. */
export function histogramOf(lines: readonly LogEvent[]): Bar[] {
  if (lines.length === 0) {
    return [];
  }
  const times = lines.map(({ at }) => Date.parse(at));
  const begin = times.reduce((least, time) => Math.min(least, time), Infinity);
  const end = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const width = Math.max(1_000, Math.ceil((end - begin + 1) / BARS));
  const count = Math.ceil((end - begin + 1) / width);
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
