import type { ChartThreshold } from '@enginehouse/plugin-operations-common';
import type {
  AlarmReading,
  MetricQuery,
} from '@enginehouse/plugin-operations-node';

/** The thresholds of the alarms that watch one of the metrics of a chart. */
export function thresholdsFor(
  series: { query: MetricQuery }[],
  alarms: AlarmReading[],
): ChartThreshold[] {
  return alarms.flatMap(({ name, metric, threshold }) => {
    const { value, comparison } = threshold;
    if (!metric || value === undefined || comparison === undefined) return [];
    const drawn = series.some(
      ({ query }) =>
        query.namespace === metric.namespace &&
        query.name === metric.name &&
        sameDimensions(query.dimensions, metric.dimensions),
    );
    return drawn ? [{ alarm: name, value, comparison }] : [];
  });
}

function sameDimensions(
  a: Record<string, string>,
  b: Record<string, string>,
): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => a[name] === b[name])
  );
}
