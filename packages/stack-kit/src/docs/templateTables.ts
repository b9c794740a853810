import { Template, TemplateResource } from '../build/template';
import { groupBy } from './groupBy';
import { code, paragraphs, table } from './markdown';

/** How many resources of each type a template has, and which stay when its stack is destroyed. */
export function resourceTable({ Resources }: Template): string {
  const byType = groupBy(Object.values(Resources), ({ Type }) => Type);
  return table(
    ['resource type', 'how many', 'when the stack is destroyed'],
    [...byType]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, members]) => [
        code(type),
        String(members.length),
        members.some(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
          ? '**stays**'
          : 'goes',
      ]),
  );
}

/** The alarms of a template in words; nothing when it has none. */
export function alarmTable({ Resources }: Template): string {
  const alarms = Object.values(Resources).filter(
    ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
  );
  if (alarms.length === 0) return '';
  return paragraphs(
    '## Alarms',
    table(['alarm', 'metric', 'fires', 'without data'], alarms.map(alarmRow)),
  );
}

const COMPARISONS: Record<string, string> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at or above',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at or below',
};

const WITHOUT_DATA: Record<string, string> = {
  missing: 'undecided',
  breaching: 'fires',
  notBreaching: 'does not fire',
  ignore: 'stays as it is',
};

function alarmRow({ Properties: alarm = {} }: TemplateResource): string[] {
  const minutes = (Number(alarm.Period) * Number(alarm.EvaluationPeriods)) / 60;
  return [
    String(alarm.AlarmDescription),
    `${code(alarm.Namespace)} ${code(alarm.MetricName)}, ${String(
      alarm.Statistic,
    ).toLowerCase()}`,
    `${COMPARISONS[String(alarm.ComparisonOperator)]} ${
      alarm.Threshold
    } for ${minutes} min`,
    WITHOUT_DATA[String(alarm.TreatMissingData ?? 'missing')],
  ];
}
