import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type {
  AlarmMetric,
  Threshold,
} from '@enginehouse/plugin-operations-common';

const SIGNS: Record<string, string> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

const METRIC_UNITS: Record<string, string> = { Percent: '%', Bytes: 'bytes' };

/** When an alarm fires, in words, and as a number where it is one. */
export function thresholdOf(found: MetricAlarm & CompositeAlarm): Threshold {
  if (found.AlarmRule !== undefined) return { text: found.AlarmRule };
  const { Threshold: value, ComparisonOperator: comparison = '' } = found;
  const sign = SIGNS[comparison];
  if (value === undefined || sign === undefined) {
    return { text: `${nameOf(found)} leaves its usual band` };
  }
  const unit =
    METRIC_UNITS[found.Unit ?? ''] ?? percentByName(found.MetricName);
  const amount = unit ? `${value} ${unit}` : String(value);
  return {
    text: `${nameOf(found)} ${sign} ${amount} ${lasting(found)}`,
    value,
    comparison,
    ...(unit && { unit }),
  };
}

/** The metric of an alarm on one metric; undefined for metric math and composite alarms. */
export function metricOf(
  found: MetricAlarm & CompositeAlarm,
): AlarmMetric | undefined {
  const { Namespace, MetricName, Period } = found;
  const statistic = found.Statistic ?? found.ExtendedStatistic;
  if (!Namespace || !MetricName || !Period || !statistic) return undefined;
  return {
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(
      (found.Dimensions ?? []).map(({ Name, Value }) => [Name, Value ?? '']),
    ),
    statistic,
    periodSeconds: Period,
  };
}

/** Alarms rarely state the unit; CloudWatch's own names do. */
function percentByName(name = ''): string | undefined {
  return /Utilization$|_percent$/.test(name) ? '%' : undefined;
}

function nameOf({
  MetricName,
  Statistic,
  ExtendedStatistic,
}: MetricAlarm): string {
  if (!MetricName) return 'A metric expression';
  return `${MetricName} ${Statistic ?? ExtendedStatistic ?? ''}`.trim();
}

/** "for 3 of 5 periods of 1 minute" */
function lasting({
  Period = 60,
  EvaluationPeriods = 1,
  DatapointsToAlarm = EvaluationPeriods,
}: MetricAlarm): string {
  const period =
    Period % 60 === 0 ? plural(Period / 60, 'minute') : `${Period} seconds`;
  if (EvaluationPeriods === 1) return `for ${period}`;
  return DatapointsToAlarm === EvaluationPeriods
    ? `for ${EvaluationPeriods} periods of ${period}`
    : `for ${DatapointsToAlarm} of ${EvaluationPeriods} periods of ${period}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
