import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { poolTemplate } from '../__testUtils__/synthesizePool';
import { structuredLog } from './instance/structuredLog';
import { alarmsConfig, fillIn, PoolNames } from './observability';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

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

  it('go off on errors in more than 1 % of the sessions that run, for 2 minutes, also while none is started', () => {
    expect(alarmOn('engine_errors')).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      Metrics: expect.arrayContaining([
        expect.objectContaining({
          Expression: '100 * FILL(errors, 0) / IF(sessions > 0, sessions, 1)',
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

describe('a line of the engine', () => {
  /** Lines as the host makes them of the engine's text, and what each counts as, by the filters of the template in the local AWS. */
  const counted = (...lines: string[]): string[][] => {
    const [{ content }] = structuredLog('checkout');
    const filters = Object.values(
      template.findResources('AWS::Logs::MetricFilter'),
    ).map(({ Properties: { FilterPattern, MetricTransformations } }) => [
      MetricTransformations[0].MetricName,
      FilterPattern,
      MetricTransformations[0].MetricValue,
    ]);
    const json = spawnSync('python3', ['-c', content.trim(), 'checkout'], {
      input: lines.map(line => `${line}\n`).join(''),
    }).stdout;
    const { stdout, stderr } = spawnSync(
      process.env.ENGINEHOUSE_PYTHON ?? 'python3',
      [
        '-c',
        `
import json, sys
from enginehouse_sandbox.behaviour.log_filter import compile_pattern
filters = [(name, compile_pattern(pattern), value) for name, pattern, value in json.loads(sys.argv[1])]
print(json.dumps([
    [f"{name} {value if value[0] != '$' else pattern.value(line, value)}" for name, pattern, value in filters if pattern.matches(line)]
    for line in sys.stdin
]))`,
        JSON.stringify(filters),
      ],
      {
        input: json,
        encoding: 'utf8',
        env: {
          ...process.env,
          PYTHONPATH: join(__dirname, '../../../aws-sandbox'),
        },
      },
    );
    return stdout ? JSON.parse(stdout) : [[stderr]];
  };

  it('counts as what it says', () => {
    expect(
      counted(
        'time="2026-11-21T13:00:00Z" level=info msg="engine metrics" dagger-session-count=3 disk-free-/var/lib/dagger=1200',
        'time=2026-11-21T13:00:00Z level=INFO msg="initializing new session" session=abc',
        'time=2026-11-21T13:00:00Z level=ERROR msg="failed to pull layer" error="unexpected EOF"',
        'panic: runtime error: index out of range',
        'level=warn msg="dagql persistence store marked unclean; wiping and cold-starting"',
        'level=info msg="says error, wiping"',
      ),
    ).toEqual([
      [
        expect.stringMatching(/^engine_sessions 3(\.0)?$/),
        expect.stringMatching(/^engine_cache_free_bytes 1200(\.0)?$/),
      ],
      ['engine_sessions_started 1'],
      ['engine_errors 1'],
      ['engine_errors 1'],
      ['engine_cache_wipes 1'],
      [],
    ]);
  });
});

describe('the dashboard', () => {
  const [{ Properties }] = Object.values(
    template.findResources('AWS::CloudWatch::Dashboard'),
  );
  /** References as `<LogicalId>`, so that it can be read. */
  const body: string = Properties.DashboardBody['Fn::Join'][1]
    .map((part: string | object) =>
      typeof part === 'string' ? part : `<${nameIn(part)}>`,
    )
    .join('');
  const widgets: Widget[] = JSON.parse(body).widgets;

  interface Widget {
    properties: { title?: string; metrics?: unknown[][]; query?: string };
  }

  /** The logical id that an intrinsic function is about. */
  function nameIn(value: object): string {
    const [id] = Object.keys(template.toJSON().Resources).filter(one =>
      JSON.stringify(value).includes(`"${one}"`),
    );
    return id;
  }

  const panel = (title: string) =>
    widgets.find(({ properties }) => properties.title === title)?.properties;

  it.each([
    [
      'Engines: healthy and unhealthy',
      ['HealthyHostCount', 'UnHealthyHostCount'],
      'TargetGroup',
      '<Engines',
    ],
    [
      'Capacity',
      [
        'GroupMinSize',
        'GroupDesiredCapacity',
        'GroupInServiceInstances',
        'GroupMaxSize',
      ],
      'AutoScalingGroupName',
      '<PoolASG',
    ],
    ['CPU', ['CPUUtilization'], 'AutoScalingGroupName', '<PoolASG'],
    ['Memory', ['mem_used_percent'], 'AutoScalingGroupName', '<PoolASG'],
    [
      'Load balancer: flows',
      ['ActiveFlowCount', 'NewFlowCount'],
      'LoadBalancer',
      '<Endpoint',
    ],
    [
      'Load balancer: bytes and resets',
      ['ProcessedBytes', 'TCP_Target_Reset_Count'],
      'LoadBalancer',
      '<Endpoint',
    ],
    [
      'Sessions and errors',
      ['engine_sessions', 'engine_sessions_started', 'engine_errors'],
      'Service',
      'checkout',
    ],
    [
      'Caches: free space',
      ['engine_cache_free_bytes', 'engine_cache_wipes'],
      'Service',
      'checkout',
    ],
    [
      'Log volume',
      ['IncomingLogEvents', 'IncomingBytes'],
      'LogGroupName',
      '/aws/dagger-engine/checkout',
    ],
  ])('shows, as %s, %j of the pool', (title, names, dimension, value) => {
    const metrics = panel(title)?.metrics ?? [];
    expect(metrics.map(([, name]) => name)).toEqual(names);
    for (const metric of metrics) {
      expect(metric[metric.indexOf(dimension) + 1]).toContain(value);
    }
  });

  it('shows what is stored, and what the key is asked', () => {
    expect(panel('Artifacts and calls to KMS')?.metrics).toEqual([
      [
        'AWS/S3',
        'BucketSizeBytes',
        'BucketName',
        expect.stringMatching(/^<Artifacts/),
        'StorageType',
        'StandardStorage',
        expect.anything(),
      ],
      expect.arrayContaining(['CryptographicOperationsSymmetric', 'KMS']),
    ]);
  });

  it('shows the error rate that the alarm is on', () => {
    const [[{ expression }]] = panel('Errors per 100 sessions')?.metrics as [
      [{ expression: string }],
    ];
    expect(alarmOn('engine_errors')?.Metrics).toContainEqual(
      expect.objectContaining({ Expression: expression }),
    );
  });

  it('shows the sessions with the most errors by their correlation id', () => {
    expect(panel('Sessions with the most errors')?.query).toMatch(
      /^SOURCE '\/aws\/dagger-engine\/checkout' .* by correlation_id/,
    );
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
