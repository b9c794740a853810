import { Template } from '../build/template';
import { code, paragraphs, table } from './markdown';

/** The parts of an alarm's properties that are read here; a metric of its own, or several and an expression over them. */
interface Alarm extends Metric {
  AlarmDescription?: string;
  ComparisonOperator: string;
  EvaluationPeriods: number;
  Threshold?: number;
  ThresholdMetricId?: string;
  TreatMissingData?: string;
  Metrics?: MetricQuery[];
}

interface Metric {
  /** Its name in the expressions of the alarm. */
  Id?: string;
  Namespace?: string;
  MetricName?: string;
  Statistic?: string;
  ExtendedStatistic?: string;
  Period?: number;
}

interface MetricQuery {
  Id: string;
  Expression?: unknown;
  MetricStat?: {
    Metric: { Namespace: string; MetricName: string };
    Stat: string;
    Period: number;
  };
  ReturnData?: boolean;
}

/** The alarms of a template in words; nothing when it has none. */
export function alarmTable({ Resources }: Template): string {
  const alarms = Object.values(Resources).filter(
    ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
  );
  if (alarms.length === 0) return '';
  return paragraphs(
    '## Alarms',
    table(
      ['alarm', 'metric', 'fires', 'without data'],
      // A synthesized template has the properties CloudFormation asks for.
      alarms.map(({ Properties }) => alarmRow(Properties as unknown as Alarm)),
    ),
  );
}

const COMPARISONS: Record<string, string> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at or above',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at or below',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside',
  LessThanLowerThreshold: 'below',
  GreaterThanUpperThreshold: 'above',
};

const WITHOUT_DATA: Record<string, string> = {
  missing: 'undecided',
  breaching: 'fires',
  notBreaching: 'does not fire',
  ignore: 'stays as it is',
};

function alarmRow(alarm: Alarm): string[] {
  const queries = alarm.Metrics ?? [];
  const metrics = queries.length > 0 ? queries.flatMap(metricOf) : [alarm];
  const seconds = Number(metrics[0].Period) * Number(alarm.EvaluationPeriods);
  const limit = alarm.ThresholdMetricId
    ? 'the band of what is usual'
    : alarm.Threshold;
  return [
    String(alarm.AlarmDescription),
    [
      ...queries.filter(({ MetricStat }) => !MetricStat).map(expressionOf),
      ...metrics.map(metricInWords),
    ].join('; '),
    `${COMPARISONS[alarm.ComparisonOperator]} ${limit} for ${duration(
      seconds,
    )}`,
    WITHOUT_DATA[alarm.TreatMissingData ?? 'missing'],
  ];
}

function expressionOf({ Expression }: MetricQuery): string {
  return code(Expression);
}

function metricOf({ Id, MetricStat }: MetricQuery): Metric[] {
  if (!MetricStat) return [];
  const { Metric: metric, Stat, Period } = MetricStat;
  return [{ ...metric, Id, Statistic: Stat, Period }];
}

function metricInWords(metric: Metric): string {
  const name = metric.Id ? `${code(metric.Id)} is ` : '';
  const statistic = metric.ExtendedStatistic ?? metric.Statistic;
  return `${name}${code(metric.Namespace)} ${code(metric.MetricName)}, ${String(
    statistic,
  ).toLowerCase()}`;
}

function duration(seconds: number): string {
  if (seconds >= 86_400) return `${seconds / 86_400} d`;
  return `${seconds / 60} min`;
}
