import type { Point } from '@enginehouse/plugin-operations-common';
import { formatNumber } from '@enginehouse/plugin-stacks-react';

const WIDTH = 160;
const HEIGHT = 32;
const INSET = 2;

/** The last values of a metric against a threshold, as a small drawing with a label that says the same. */
export function Sparkline(props: {
  points: Point[];
  threshold?: number;
  unit?: string;
}) {
  const { points, threshold, unit } = props;
  if (points.length < 2) {
    return <span>no values yet</span>;
  }
  const values = points.map(({ value }) => value);
  const bounds = threshold === undefined ? values : [...values, threshold];
  const low = Math.min(...bounds);
  const span = Math.max(...bounds) - low || 1;
  const times = points.map(({ at }) => Date.parse(at));
  const begin = times[0];
  const duration = times[times.length - 1] - begin || 1;
  const x = (time: number) =>
    INSET + ((time - begin) / duration) * (WIDTH - 2 * INSET);
  const y = (value: number) =>
    HEIGHT - INSET - ((value - low) / span) * (HEIGHT - 2 * INSET);
  const latest = formatNumber(values[values.length - 1], unit);
  const label =
    threshold === undefined
      ? `Latest value ${latest}`
      : `Latest value ${latest}, threshold ${formatNumber(threshold, unit)}`;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {threshold !== undefined && (
        <line
          x1={0}
          x2={WIDTH}
          y1={y(threshold)}
          y2={y(threshold)}
          stroke="var(--bui-negative-fg-subdued)"
          strokeDasharray="4 3"
        />
      )}
      <polyline
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        points={points
          .map(({ value }, index) => `${x(times[index])},${y(value)}`)
          .join(' ')}
      />
    </svg>
  );
}
