import type { Alarm, Chart } from '@enginehouse/plugin-operations-common';

/** The datapoints of an alarm are those of the last three hours. */
export const ALARM_MINUTES = 180;

/** The metric of an alarm with its threshold, as a chart; undefined for one that watches no single metric. */
export function alarmChart({
  arn,
  name,
  metric,
  datapoints,
  threshold: { value, comparison = '', unit },
}: Alarm): Chart | undefined {
  return (
    metric && {
      id: arn,
      title: `${metric.name} (${metric.statistic}), the last three hours`,
      group: metric.namespace,
      unit,
      series: [{ id: metric.name, title: metric.name, points: datapoints }],
      thresholds:
        value === undefined ? [] : [{ alarm: name, value, comparison }],
    }
  );
}
