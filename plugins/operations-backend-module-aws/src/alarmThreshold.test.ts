import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { metricOf, thresholdOf } from './alarmThreshold';

const CPU: MetricAlarm = {
  Namespace: 'AWS/EC2',
  MetricName: 'CPUUtilization',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 80,
  ComparisonOperator: 'GreaterThanThreshold',
};

describe('thresholdOf', () => {
  it.each<[Partial<MetricAlarm & CompositeAlarm>, string]>([
    [{}, 'CPUUtilization Average > 80 % for 1 minute'],
    [{ Period: 10 }, 'CPUUtilization Average > 80 % for 10 seconds'],
    [
      { EvaluationPeriods: 5, Period: 300 },
      'CPUUtilization Average > 80 % for 5 periods of 5 minutes',
    ],
    [
      { EvaluationPeriods: 5, DatapointsToAlarm: 3 },
      'CPUUtilization Average > 80 % for 3 of 5 periods of 1 minute',
    ],
    [
      { MetricName: 'Depth', Statistic: undefined, ExtendedStatistic: 'p99' },
      'Depth p99 > 80 for 1 minute',
    ],
    [
      { ComparisonOperator: 'LessThanOrEqualToThreshold', Unit: 'Bytes' },
      'CPUUtilization Average ≤ 80 bytes for 1 minute',
    ],
    [
      {
        ComparisonOperator: 'GreaterThanUpperThreshold',
        Threshold: undefined,
      },
      'CPUUtilization Average leaves its usual band',
    ],
    [{ AlarmRule: 'ALARM("a") AND ALARM("b")' }, 'ALARM("a") AND ALARM("b")'],
  ])('%j reads as "%s"', (changes, text) => {
    expect(thresholdOf({ ...CPU, ...changes }).text).toBe(text);
  });

  it('has no metric when it is metric math', () => {
    expect(metricOf({ ...CPU, MetricName: undefined })).toBeUndefined();
  });
});
