import {
  CloudWatchClient,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type {
  Alarm,
  LastLines,
  LogPage,
  Metrics,
} from '@enginehouse/plugin-operations-common';
import request from 'supertest';
import { failedDeployment } from './__testUtils__/failedDeployment';
import { EventStreamReader } from './__testUtils__/EventStreamReader';
import { ENTITY, OperatedStack } from './__testUtils__/OperatedStack';
import { TEMPLATE } from './__testUtils__/template';
import { until } from './__testUtils__/until';
import { writeLines } from './__testUtils__/writeLines';

jest.setTimeout(180_000);

const SERVICE_ARN = 'arn:aws:ecs:us-east-1:123456789012:service/gone/gone';
const TASKS_ARN = 'arn:aws:ecs:us-east-1:123456789012:task-definition/gone:1';

describe('operations on what CloudFormation deployed', () => {
  let on: OperatedStack;
  /** When the stack was begun to be deployed, in milliseconds since the epoch. */
  let began: number;

  beforeAll(async () => {
    began = Date.now();
    on = await OperatedStack.deploy(TEMPLATE);
  });

  afterAll(() => on?.stop());

  it('is healthy when all instances are in service and pass the health checks', async () => {
    await until(on.health, ({ status }) => status === 'healthy');
    const now = await on.health();
    expect(now.sentence).toBe(
      'Healthy: 2 of 2 units healthy; alarm has no data: Too much work',
    );
    expect(now.signals.map(({ title, status }) => [title, status])).toEqual([
      ['Instances in service', 'healthy'],
      ['Load balancer', 'healthy'],
      ['Targets of the load balancer', 'healthy'],
      ['Alarm: Too much work', 'unknown'],
    ]);
    await expect(on.units()).resolves.toEqual([
      expect.objectContaining({
        key: expect.stringMatching(/^i-/),
        kind: 'instance',
        state: 'InService',
        status: 'healthy',
        size: 'm6i.large',
        zone: expect.stringMatching(/^us-east-1/),
        launchedAt: expect.stringMatching(/^20\d\d-/),
      }),
      expect.anything(),
    ]);
  });

  it("shows an unhealthy target in red with AWS's reason, and green again after it", async () => {
    const [{ key }] = await on.units();
    await on.aws.control.setTargetHealth({
      id: key,
      state: 'unhealthy',
      reason: 'Target.FailedHealthChecks',
      description: 'Health checks failed',
    });
    await until(on.health, ({ status }) => status === 'degraded');
    expect((await on.health()).sentence).toMatch(
      `Degraded: 1 of 2 units healthy; ${key}: Health checks failed (Target.FailedHealthChecks)`,
    );
    const [worst] = await on.units();
    expect(worst).toMatchObject({
      key,
      status: 'unhealthy',
      reason: 'Health checks failed (Target.FailedHealthChecks)',
    });
    await on.aws.control.setTargetHealth({ id: key, state: 'healthy' });
    await until(on.health, ({ status }) => status === 'healthy');
  });

  it('shows an alarm that fires, first in the list, with its history and its threshold in the chart', async () => {
    const cloudwatch = on.client(CloudWatchClient);
    const group = (await on.health()).signals.find(
      ({ title }) => title === 'Instances in service',
    );
    const [{ key }] = await on.units();
    await cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'AWS/EC2',
        MetricData: [3, 2, 1, 0].flatMap(minutesAgo =>
          [
            { Name: 'AutoScalingGroupName', Value: group?.resourceId },
            { Name: 'InstanceId', Value: key },
          ].map(dimension => ({
            MetricName: 'CPUUtilization',
            Dimensions: [dimension],
            Timestamp: new Date(Date.now() - minutesAgo * 60_000),
            Value: 95,
            Unit: 'Percent' as const,
          })),
        ),
      }),
    );
    const alarms = async () =>
      (await on.get<{ items: Alarm[] }>('alarms')).items;
    await until(alarms, ([first]) => first.state === 'ALARM');
    const [alarm] = await alarms();
    expect(alarm).toMatchObject({
      name: 'test-high-cpu',
      title: 'Too much work',
      status: 'unhealthy',
      since: expect.any(String),
      reason: expect.stringMatching(/95/),
      threshold: {
        text: 'CPUUtilization Average > 80 % for 2 of 3 periods of 1 minute',
        value: 80,
        comparison: 'GreaterThanThreshold',
        unit: '%',
      },
      composite: false,
    });
    expect(alarm.datapoints.map(({ value }) => value)).toEqual([
      95, 95, 95, 95,
    ]);
    expect(
      (await on.get<{ items: object[] }>('alarms/test-high-cpu/history'))
        .items[0],
    ).toMatchObject({ kind: 'state', to: 'ALARM' });

    const { charts } = await on.get<Metrics>('metrics');
    const cpu = charts.find(({ id }) => id === 'cpu');
    expect(cpu?.thresholds).toEqual([
      { alarm: 'test-high-cpu', value: 80, comparison: 'GreaterThanThreshold' },
    ]);
    expect(
      cpu?.series.find(({ unitKey }) => unitKey === key)?.points.at(-1)?.value,
    ).toBe(95);
    const hosts = charts.find(({ id }) => id === 'healthy-hosts');
    expect(hosts?.series.map(({ title }) => title)).toEqual([
      'Healthy',
      'Unhealthy',
    ]);
    expect(hosts?.series[0].points).not.toEqual([]);
    const measured = async () =>
      (await on.units()).find(unit => unit.key === key)?.measurements;
    await until(measured, all => all?.[0].value !== undefined);
    await expect(measured()).resolves.toEqual([
      expect.objectContaining({ id: 'cpu', unit: '%', value: 95 }),
    ]);
  });

  it('refuses the history of an alarm of somebody else', async () => {
    const response = await request(on.portal.server).get(
      `${ENTITY}/alarms/other/history`,
    );
    expect(response.status).toBe(404);
  });

  it('shows lines by page, by term, by level and by unit', async () => {
    const logs = on.client(CloudWatchLogsClient);
    const [{ key }] = await on.units();
    const stream = {
      logGroupName: '/test/lines',
      logStreamName: `${key}/engine`,
    };
    await logs.send(new CreateLogStreamCommand(stream));
    const start = Date.now() - 60 * 60_000;
    await logs.send(
      new PutLogEventsCommand({
        ...stream,
        logEvents: Array.from({ length: 250 }, (_, n) => ({
          timestamp: start + n * 1_000,
          message: `level=${n % 50 ? 'info' : 'error'} msg="line ${n}"`,
        })),
      }),
    );
    const recent = new Date(start - 1_000).toISOString();
    const read = (query: Record<string, string>) =>
      on.get<LogPage>(
        `logs?${new URLSearchParams({
          start: recent,
          end: new Date().toISOString(),
          ...query,
        })}`,
      );
    const first = await read({ limit: '200' });
    expect(first.groups).toEqual([{ name: '/test/lines', retentionDays: 7 }]);
    expect(first.events.map(({ text }) => text)).toEqual(
      Array.from({ length: 200 }, (_, n) => `line ${n + 50}`),
    );
    expect(first.events[0]).toMatchObject({ level: 'error', unit: key });
    const second = await read({ limit: '200', cursor: first.nextCursor! });
    expect(second.events.map(({ text }) => text)).toEqual(
      Array.from({ length: 50 }, (_, n) => `line ${n}`),
    );
    expect(second.nextCursor).toBeUndefined();
    const texts = async (query: Record<string, string>) =>
      (await read(query)).events.map(({ text }) => text);
    await expect(texts({ filter: '"line 24"' })).resolves.toHaveLength(11);
    await expect(texts({ filter: '"line 24" -7' })).resolves.toHaveLength(10);
    await expect(texts({ level: 'error' })).resolves.toHaveLength(5);
    await expect(texts({ unit: 'i-00000000' })).resolves.toEqual([]);
  });

  it('sends each line once while it is followed, over breaks of the connection', async () => {
    const logs = on.client(CloudWatchLogsClient);
    const stream = { logGroupName: '/test/lines', logStreamName: 'followed' };
    await logs.send(new CreateLogStreamCommand(stream));
    let written = 0;
    const write = (count: number) =>
      logs.send(
        new PutLogEventsCommand({
          ...stream,
          logEvents: Array.from({ length: count }, () => ({
            timestamp: Date.now(),
            message: `followed ${written++}`,
          })),
        }),
      );
    const page = await on.get<LogPage>('logs?stream=followed');
    const read: string[] = [];
    let after = page.followFrom;
    for (const more of [3, 5, 4]) {
      await write(more);
      const follower = await EventStreamReader.open(
        `${on.portal.url}${ENTITY}/logs?stream=followed&after=${after}`,
      );
      await write(2);
      const unread = written - read.length;
      await until(
        async () => follower.events,
        events => events.length >= unread,
      );
      follower.close();
      read.push(...follower.events.map(({ data }) => JSON.parse(data).message));
      after = follower.events.at(-1)?.id;
      await write(1);
    }
    expect(read).toEqual(
      Array.from({ length: written - 1 }, (_, n) => `followed ${n}`),
    );
  });

  describe('tells a deployment that failed what was written last', () => {
    const FUNCTION = 'AWS::Lambda::Function';
    const logs = () => on.client(CloudWatchLogsClient);
    const lastLines = async (
      failed: Parameters<typeof failedDeployment>[0]['failed'],
      others?: { resourceType: string; physicalId: string }[],
    ) => {
      const id = failed.logicalId;
      const time = { start: began, failedAt: Date.now() };
      on.portal.stacks.deployments.push(
        failedDeployment({ id, ...time, failed, others }),
      );
      return on.get<LastLines>(`deployments/${id}/last-lines`);
    };
    const textsOf = ({ events }: LastLines) =>
      events.map(({ message }) => message);

    it('by the instances that the group launched for it', async () => {
      const [{ key }] = await on.units();
      await writeLines(logs(), '/test/lines', `${key}/boot`, [
        { at: began - 1, message: 'before it began' },
        ...Array.from({ length: 25 }, (_, n) => ({
          at: began + n,
          message: `boot ${n}`,
        })),
      ]);
      await writeLines(logs(), '/test/lines', 'i-00000000000000000/boot', [
        { at: began, message: 'of another instance' },
      ]);
      const group = (await on.health()).signals.find(
        ({ title }) => title === 'Instances in service',
      );
      const last = await lastLines({
        logicalId: 'Group',
        resourceType: 'AWS::AutoScaling::AutoScalingGroup',
        physicalId: group?.resourceId,
      });
      expect(textsOf(last)).toEqual(
        Array.from({ length: 20 }, (_, n) => `boot ${n + 5}`),
      );
      expect(last.events[0].unit).toBe(key);
      expect(last).toMatchObject({ ended: [], inLogs: true });
    });

    it('by functions, those behind a custom resource too; their groups need not be in the stack', async () => {
      const loud = { resourceType: FUNCTION, physicalId: 'loud' };
      const quiet = { resourceType: FUNCTION, physicalId: 'quiet' };
      for (const { physicalId } of [loud, quiet]) {
        const logGroupName = `/aws/lambda/${physicalId}`;
        await logs().send(new CreateLogGroupCommand({ logGroupName }));
      }
      await writeLines(logs(), '/aws/lambda/loud', '2026/01/01/[1]a', [
        { at: Date.now(), message: 'ERROR cannot migrate' },
      ]);
      const custom = { logicalId: 'Migration', resourceType: 'Custom::Sql' };
      const last = await lastLines({ ...custom, physicalId: 'x' }, [
        loud,
        quiet,
      ]);
      expect(textsOf(last)).toEqual(['ERROR cannot migrate']);
      expect(last.events[0].level).toBe('error');
      expect(last.inLogs).toBe(false);
      await expect(
        lastLines({ logicalId: 'Quiet', ...quiet }),
      ).resolves.toMatchObject({
        events: [],
        note: 'Nothing was written to /aws/lambda/quiet until it failed.',
      });
    });

    it.each([
      [
        { resourceType: FUNCTION, physicalId: 'gone' },
        'The log group /aws/lambda/gone is gone.',
      ],
      [{ resourceType: FUNCTION }, 'AWS did not get as far as making Failed.'],
      [
        { resourceType: 'AWS::ECS::Service', physicalId: SERVICE_ARN },
        'AWS tells of nothing that Failed started in this deployment.',
      ],
      [
        { resourceType: 'AWS::SQS::Queue', physicalId: 'queue' },
        'Nothing of AWS::SQS::Queue writes a log.',
      ],
    ])('or why there is nothing: %j', async (failed, note) => {
      on.portal.stacks.deployments.length = 0;
      const last = await lastLines({ logicalId: 'Failed', ...failed }, [
        { resourceType: 'AWS::ECS::TaskDefinition', physicalId: TASKS_ARN },
      ]);
      expect(last).toMatchObject({
        events: [],
        ended: [],
        note,
        inLogs: false,
      });
    });

    it('but not of another stack, nor of what did not fail', async () => {
      const failed = { logicalId: 'Function', resourceType: FUNCTION };
      const deployment = failedDeployment({
        ...{ id: 'other', start: began, failedAt: began, failed },
      });
      on.portal.stacks.deployments.push(
        { ...deployment, stack: 'other' },
        { ...deployment, id: 'fine', failure: undefined },
      );
      for (const id of ['other', 'fine', 'none']) {
        const { status } = await request(on.portal.server).get(
          `${ENTITY}/deployments/${id}/last-lines`,
        );
        expect({ id, status }).toEqual({ id, status: 404 });
      }
    });
  });

  it('costs the same for twenty viewers as for one', async () => {
    const pages = ['health', 'units', 'alarms', 'metrics', 'logs'];
    const one = await on.callsFor(1, pages);
    expect(one).toContain('cloudwatch:GetMetricData');
    expect(one).toContain('logs:FilterLogEvents');
    await expect(on.callsFor(20, pages)).resolves.toEqual(one);
  });

  it('scales within the bounds, and says which plan is needed beyond them', async () => {
    const beyond = await on.post('scale', {
      input: { desired: 4 },
      confirm: true,
    });
    expect(beyond.status).toBe(409);
    expect(beyond.body.error.message).toBe(
      '4 is beyond the maximum of 3: a plan that changes the maximum has to come first',
    );
    expect(await on.preview('scale', { input: { desired: 1 } })).toMatchObject({
      effect: 'Ends 1 of 2, chosen by Auto Scaling; what runs on it ends too',
      destructive: true,
    });
    const scaled = await on.operate('scale', { input: { desired: 3 } });
    expect(scaled).toMatchObject({
      state: 'succeeded',
      effect: 'Starts 1: 3 instead of 2',
      result: '3 of 3 in service',
      startedBy: 'user:default/mock',
    });
    const lines = await until(
      async () => on.portal.stacks.lines,
      ({ length }) => length === 2,
    );
    expect(lines.map(({ kind }) => kind)).toEqual([
      'operation-started',
      'operation-finished',
    ]);
    await until(on.units, all => all.length === 3);
  });
});
