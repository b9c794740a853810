import { Match } from 'aws-cdk-lib/assertions';
import { poolTemplate } from '../testing/synthesizePool';
import { alarmsConfig, fillIn, PoolNames } from './observability';

const template = poolTemplate();
const alarms = Object.values(
  template.findResources('AWS::CloudWatch::Alarm'),
).map(({ Properties }) => Properties);
const alarmOn = (metric: string) =>
  alarms.find(a => JSON.stringify(a).includes(`"${metric}"`));

describe('alarms', () => {
  it('are those of observability/alarms-config.json, each saying how missing data counts', () => {
    expect(alarms).toHaveLength(alarmsConfig.length);
    for (const { description, missingData, missingDataMeans } of alarmsConfig)
      expect(alarms).toContainEqual(
        expect.objectContaining({
          AlarmDescription: expect.stringMatching(
            new RegExp(
              `^${description}\\. Missing data is .*${missingDataMeans}`,
            ),
          ),
          TreatMissingData: missingData,
        }),
      );
  });

  it('go off on memory above 85 % for 5 minutes', () => {
    expect(alarmOn('mem_used_percent')).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 85,
      Period: 60,
      EvaluationPeriods: 5,
      Statistic: 'Average',
    });
  });

  it('go off on errors in more than 1 % of the sessions for 2 minutes', () => {
    expect(alarmOn('engine_errors')).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      Metrics: expect.arrayContaining([
        expect.objectContaining({
          Expression: 'IF(sessions > 0, 100 * FILL(errors, 0) / sessions, 0)',
        }),
      ]),
    });
  });

  it('go off on a log volume outside its band', () => {
    expect(alarmOn('IncomingLogEvents')).toMatchObject({
      ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
      Metrics: expect.arrayContaining([
        expect.objectContaining({
          Expression: expect.stringContaining('ANOMALY_DETECTION_BAND'),
        }),
      ]),
    });
  });

  it('go off before a certificate ends', () => {
    expect(alarmOn('certificate_days_left')).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 5,
      Statistic: 'Minimum',
    });
  });
});

describe('what is counted in the log', () => {
  it.each([
    ['engine_errors', '1'],
    ['engine_sessions_started', '1'],
    ['engine_sessions', '$.dagger_session_count'],
    ['engine_cache_free_bytes', '$.disk_free_var_lib_dagger'],
    ['engine_cache_wipes', '1'],
  ])('is %s, by service', (MetricName, MetricValue) => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: Match.stringLikeRegexp('^\\{.*\\}$'),
      MetricTransformations: [
        {
          MetricNamespace: 'Enginehouse/DaggerEngine',
          MetricName,
          MetricValue,
          Dimensions: [{ Key: 'Service', Value: '$.service' }],
        },
      ],
    });
  });
});

describe('the dashboard', () => {
  const body = JSON.stringify(
    Object.values(template.findResources('AWS::CloudWatch::Dashboard'))[0]
      .Properties.DashboardBody,
  );

  it.each([
    'HealthyHostCount',
    'GroupInServiceInstances',
    'CPUUtilization',
    'mem_used_percent',
    'ProcessedBytes',
    'engine_errors',
    'engine_sessions',
    'BucketSizeBytes',
    'CryptographicOperationsSymmetric',
    'IncomingLogEvents',
    'correlation_id',
  ])('shows %s', metric => {
    expect(body).toContain(metric);
  });

  it('leaves no placeholder', () => {
    expect(body).not.toMatch(/\$\{\w+\}/);
  });
});

it('refuses a placeholder nothing is known for', () => {
  expect(() => fillIn({ a: ['${unknown}'] }, {} as PoolNames)).toThrow(
    'There is no placeholder ${unknown}',
  );
});
