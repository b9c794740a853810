import type { Chart } from '@enginehouse/plugin-operations-common';

/** The values of one moment, by id of the series. */
export interface ChartRow {
  /** Milliseconds since 1970. */
  time: number;
  values: Record<string, number>;
}

/** The series of a chart joined by time, oldest first. */
export function chartRows({ series }: Chart): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  for (const { id, points } of series) {
    for (const { at, value } of points) {
      const time = Date.parse(at);
      const row = rows.get(time) ?? { time, values: {} };
      row.values[id] = value;
      rows.set(time, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.time - b.time);
}
