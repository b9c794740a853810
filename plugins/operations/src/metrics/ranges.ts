/** A span of time up to now; which one stands in the address. */
export interface Range {
  id: string;
  title: string;
  minutes: number;
}

export const RANGES: readonly Range[] = [
  { id: '15m', title: '15 min', minutes: 15 },
  { id: '1h', title: '1 h', minutes: 60 },
  { id: '3h', title: '3 h', minutes: 180 },
  { id: '1d', title: '1 day', minutes: 1_440 },
  { id: '7d', title: '7 days', minutes: 10_080 },
];

const DEFAULT = RANGES[1];

/** The range of an id from the address; the default for one that is not known. */
export const rangeOf = (id: string | undefined): Range =>
  RANGES.find(range => range.id === id) ?? DEFAULT;

/** The range as two moments (ISO 8601). */
export function boundsOf(range: Pick<Range, 'minutes'>, now: number) {
  return {
    start: new Date(now - range.minutes * 60_000).toISOString(),
    end: new Date(now).toISOString(),
  };
}
