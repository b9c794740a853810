import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type {
  Health,
  LastLines,
  LogPage,
  OperationRun,
  Unit,
} from '@enginehouse/plugin-operations-common';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import request from 'supertest';
import { deployTemplate } from './__testUtils__/deployTemplate';
import { failedDeployment } from './__testUtils__/failedDeployment';
import { freezeDate } from './__testUtils__/freezeDate';
import {
  SERVICE_DEFINITION,
  SERVICE_TEMPLATE,
} from './__testUtils__/serviceTemplate';
import { REGION, stackFor } from './__testUtils__/stackFor';
import { startPortal } from './__testUtils__/startPortal';
import { until } from './__testUtils__/until';
import { writeLines } from './__testUtils__/writeLines';

jest.setTimeout(180_000);

const ENTITY = '/api/operations/v1/entities/resource/default/checkout-sandbox';

describe('ECS services', () => {
  let aws: LocalAws;
  let stack: Stack;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };

  beforeAll(async () => {
    aws = await startLocalAws({
      env: { SANDBOX_INITIAL_SECONDS: '1', SANDBOX_CFN_STEP_SECONDS: '0' },
    });
    config = {
      endpoint: aws.endpoint,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const stackId = await deployTemplate(
      new CloudFormationClient(config),
      'checkout-sandbox',
      SERVICE_TEMPLATE,
    );
    const deployed = { stage: 'dev', compute: { cpu: 1 } };
    stack = stackFor({ stackId, config: deployed });
    portal = await startPortal(aws.endpoint, stack);
  });

  afterAll(async () => {
    await portal?.stop();
    await aws?.stop();
  });

  async function get<T>(path: string): Promise<T> {
    const response = await request(portal.server).get(`${ENTITY}/${path}`);
    expect({
      status: response.status,
      error: response.body.error?.message,
    }).toEqual({
      status: 200,
      error: undefined,
    });
    return response.body;
  }

  const health = () => get<Health>('health');
  const service = async () => (await get<{ items: Unit[] }>('units')).items[0];
  const running = ({ parts = [] }: Unit) =>
    parts.filter(({ ending }) => !ending);
  const ended = ({ parts = [] }: Unit) => parts.filter(({ ending }) => ending);

  /** With an end, so that the lines of the last seconds are not left to following. */
  const lines = (query: Record<string, string>) => {
    const end = new Date(Date.now() + 1_000).toISOString();
    return get<LogPage>(`logs?${new URLSearchParams({ end, ...query })}`);
  };

  const crash = (method: string, body: object) =>
    fetch(`${aws.endpoint}/sandbox/ecs/crash`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const operate = (path: string, input: object, confirm = true) =>
    request(portal.server)
      .post(`${ENTITY}/operations/${path}`)
      .send({ input, ...(confirm && { confirm }) });
  async function outcome(operation: string, input: object) {
    const started = await operate(operation, input);
    expect(started.body).toMatchObject({ state: 'running' });
    const run = () => get<OperationRun>(`operations/runs/${started.body.id}`);
    return until(run, ({ state }) => state !== 'running');
  }

  it('are healthy when all tasks run and their targets are; tasks are parts with zone, image and address', async () => {
    await until(health, ({ status }) => status === 'healthy');
    expect((await health()).sentence).toBe('Healthy: 1 of 1 service serving');
    const unit = await service();
    expect(unit).toMatchObject({
      key: expect.stringMatching(
        /^arn:aws:ecs:.*service\/test-cluster\/service-api$/,
      ),
      name: 'service-api',
      kind: 'service',
      group: 'services',
      status: 'healthy',
      version: '1.4.2',
      count: { running: 2, desired: 2, pending: 0 },
      rollouts: [],
      operations: ['restart', 'scale'],
    });
    expect(unit.facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          label: 'Size of a task',
          value: '0.5 vCPU, 1 GB',
        }),
        expect.objectContaining({
          label: 'Circuit breaker',
          value: 'on, rolls back',
        }),
      ]),
    );
    expect(unit.events?.[0].message).toBe(
      '(service service-api) has reached a steady state.',
    );
    expect(new Set(running(unit).map(({ zone }) => zone)).size).toBe(2);
    expect(running(unit)[0]).toMatchObject({
      kind: 'task',
      state: 'RUNNING',
      status: 'healthy',
      version: '1.4.2',
      startedAt: expect.stringMatching(/^20\d\d-/),
    });
    expect(running(unit)[0].facts).toContainEqual({
      label: 'Address',
      value: expect.stringMatching(/^10\.8\.[12]\.\d+$/),
      kind: 'text',
    });
  });

  it('own the lines of their tasks, those of tasks that are gone too, with what structured lines say', async () => {
    const logs = new CloudWatchLogsClient(config);
    const unit = await service();
    const [place] = running(unit)[0].logs ?? [];
    const write = async (logStreamName: string, records: object[]) => {
      const stream = { logGroupName: '/test/service-api', logStreamName };
      await logs.send(new CreateLogStreamCommand(stream)).catch(() => {});
      await logs.send(
        new PutLogEventsCommand({
          ...stream,
          logEvents: records.map(record => ({
            timestamp: Date.now(),
            message: JSON.stringify(record),
          })),
        }),
      );
    };
    await write(place.stream, [
      {
        '@timestamp': '2026-01-05T03:00:00.000Z',
        level: 'WARN',
        logger_name: 'com.example.Orders',
        message: 'pool exhausted',
        request_id: 'r-1',
      },
      { level: 'INFO', message: 'ready' },
    ]);
    await write('service-api/app/of-yesterday', [
      { level: 'ERROR', message: 'gone', request_id: 'r-1' },
    ]);
    await write('other/app/1', [{ level: 'INFO', message: 'foreign' }]);
    const texts = async (query: Record<string, string>) => {
      const page = await lines(query);
      return page.events.map(({ text }) => text);
    };
    await expect(texts({ unit: unit.key })).resolves.toEqual([
      'pool exhausted',
      'ready',
      'gone',
    ]);
    await expect(texts({ correlationId: 'r-1' })).resolves.toEqual([
      'pool exhausted',
      'gone',
    ]);
    await expect(
      texts({ group: place.group, stream: place.stream, level: 'warning' }),
    ).resolves.toEqual(['pool exhausted']);
  });

  it('lose a task that its load balancer finds unhealthy, and say so', async () => {
    const [task] = running(await service());
    const address = task.facts?.find(({ label }) => label === 'Address')?.value;
    await aws.control.setTargetHealth({
      id: address ?? '',
      state: 'unhealthy',
      reason: 'Target.FailedHealthChecks',
      description: 'Health checks failed',
    });
    const unit = await until(service, now =>
      ended(now).some(({ key }) => key === task.key),
    );
    expect(ended(unit)[0]).toMatchObject({
      key: task.key,
      status: 'unhealthy',
      ending: {
        code: 'ServiceSchedulerInitiated',
        reason: expect.stringMatching(/^Task failed ELB health checks/),
        failed: true,
      },
    });
    await until(service, ({ status }) => status === 'healthy');
  });

  it('are restarted without a gap, and followed until all tasks are new', async () => {
    const before = running(await service()).map(({ key }) => key);
    const preview = await operate('restart/preview', {}, false);
    expect(preview.body).toMatchObject({
      effect:
        'Replaces 2 tasks of service-api one after another; none of them stops before its replacement is healthy',
      destructive: false,
    });
    await expect(outcome('restart', {})).resolves.toMatchObject({
      state: 'succeeded',
      result: '2 of 2 tasks are new and run',
    });
    const after = running(await service()).map(({ key }) => key);
    expect(after).toHaveLength(2);
    expect(after.filter(key => before.includes(key))).toEqual([]);
  });

  it('follow a restart that is under way instead of beginning another one', async () => {
    const [first, second] = await Promise.all([
      operate('restart', {}),
      until(service, ({ rollouts }) => rollouts?.length === 2).then(() =>
        operate('restart', {}),
      ),
    ]);
    expect(second.body.effect).toMatch(/^A restart is under way since 20/);
    const results = await Promise.all(
      [first, second].map(({ body }) =>
        until(
          () => get<OperationRun>(`operations/runs/${body.id}`),
          ({ state }) => state !== 'running',
        ),
      ),
    );
    expect(results.map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
    ]);
    const begun = await aws.control.calls({ action: 'UpdateService' });
    expect(begun).toHaveLength(2);
  });

  it('scale within the bounds of their auto scaling; beyond them a plan is needed', async () => {
    portal.stacks.definitions.push(SERVICE_DEFINITION);
    const beyond = await operate('scale', { desired: 5 });
    expect(beyond.status).toBe(409);
    expect(beyond.body.error.message).toBe(
      '5 is beyond the maximum of 4: a plan that changes the maximum has to come first',
    );
    expect(beyond.body.error.plan).toMatchObject({
      definition: 'some-definition',
      config: { stage: 'dev', compute: { cpu: 1, maxTasks: 5 } },
      action: 'apply',
    });
    const tooMany = await operate('scale', { desired: 51 });
    expect(tooMany.status).toBe(409);
    expect(tooMany.body.error.plan).toBeUndefined();
    const preview = await operate('scale/preview', { desired: 1 }, false);
    expect(preview.body).toEqual(
      expect.objectContaining({
        effect:
          'Ends 1 of 2 tasks of service-api, chosen by ECS; calls that are open get the time of its stop timeout; auto scaling keeps CPU near 50 % and may change the number again, between 1 and 4',
        destructive: true,
      }),
    );
    await expect(outcome('scale', { desired: 3 })).resolves.toMatchObject({
      state: 'succeeded',
      effect: expect.stringMatching(
        /^Starts 1 task of service-api: 3 instead of 2;/,
      ),
      result: '3 of 3 tasks run',
    });
    await outcome('scale', { desired: 2 });
  });

  it('say at three in the morning which revision crashes, since when, how, and what the circuit breaker did', async () => {
    const ecs = new ECSClient(config);
    const { taskDefinition } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'service-api' }),
    );
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'service-api',
        cpu: '512',
        memory: '1024',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: taskDefinition?.containerDefinitions,
      }),
    );
    await crash('POST', {
      service: 'service-api',
      revision: 2,
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    });
    await ecs.send(
      new UpdateServiceCommand({
        cluster: 'test-cluster',
        service: 'service-api',
        taskDefinition: 'service-api:2',
      }),
    );
    const rolling = await until(
      service,
      ({ rollouts }) => (rollouts?.[0]?.failed ?? 0) > 0,
    );
    expect(rolling).toMatchObject({
      status: 'degraded',
      serving: true,
      reason: expect.stringMatching(
        /^rolls out revision 2: \d of 2 tasks run, 2 to be replaced, \d failed to start; the last task ended with exit code 137: /,
      ),
      rollouts: [
        { title: 'revision 2', current: true, state: 'IN_PROGRESS' },
        { title: 'revision 1', current: false, state: 'COMPLETED', running: 2 },
      ],
    });

    const verdict =
      /rolled back to revision 1 because 3 tasks of revision 2 failed to start/;
    const settled = await until(service, ({ reason = '' }) =>
      verdict.test(reason),
    );
    expect(settled).toMatchObject({ status: 'degraded', serving: true });
    expect(Date.parse(settled.since ?? '')).toBeGreaterThan(
      Date.now() - 60_000,
    );
    expect((await health()).sentence).toMatch(
      /^Degraded: 1 of 1 service serving; service-api: .*rolled back to revision 1/,
    );
    const [last] = ended(settled);
    expect(last).toMatchObject({
      status: 'unhealthy',
      ending: {
        code: 'EssentialContainerExited',
        exitCode: 137,
        reason:
          'Essential container in task exited; OutOfMemoryError: Container killed due to memory usage',
        failed: true,
      },
    });
    const [{ group, stream }] = last.logs ?? [];
    const page = await lines({ group, stream });
    expect(page.events.at(-1)).toMatchObject({
      level: 'error',
      text: 'Application terminated unexpectedly',
      unit: settled.key,
    });
    await crash('DELETE', { service: 'service-api' });
  });

  it('leave what those tasks wrote last to the deployment that failed at them, and how they ended', async () => {
    const unit = await service();
    const crashed = ended(unit).filter(
      ({ ending }) => ending?.exitCode === 137,
    );
    const start = Date.parse(unit.since ?? '');
    const failedAt = Date.parse(crashed[0].ending?.at ?? '');
    const logs = new CloudWatchLogsClient(config);
    await writeLines(logs, '/test/service-api', 'service-api/app/older', [
      { at: start - 30_000, message: 'of before' },
      { at: failedAt, message: 'of a task that goes on' },
    ]);
    await writeLines(logs, '/test/service-api', 'other/app/1', [
      { at: failedAt, message: 'foreign' },
    ]);
    portal.stacks.deployments.push(
      failedDeployment({
        ...{ id: 'crashed', start, failedAt },
        failed: {
          logicalId: 'Service',
          resourceType: 'AWS::ECS::Service',
          physicalId: unit.key,
        },
      }),
    );
    const last = await get<LastLines>('deployments/crashed/last-lines');
    expect(last.note).toBeUndefined();
    expect(last.inLogs).toBe(true);
    expect(new Set(last.events.map(({ text }) => text))).toEqual(
      new Set(['Application terminated unexpectedly']),
    );
    expect(last.events[0]).toMatchObject({ level: 'error', unit: unit.key });
    expect(last.ended.map(({ key }) => key)).toEqual(
      crashed.map(({ key }) => key),
    );
    expect(last.ended[0].ending).toMatchObject({
      exitCode: 137,
      reason: expect.stringMatching(/OutOfMemoryError/),
    });
  });

  it('cost the same for twenty viewers as for one', async () => {
    freezeDate();
    const cost = async (viewers: number) => {
      const fresh = await startPortal(aws.endpoint, stack);
      const answers = await Promise.all(
        Array.from({ length: viewers }, () => ['health', 'units', 'logs'])
          .flat()
          .map(page => request(fresh.server).get(`${ENTITY}/${page}`)),
      );
      await fresh.stop();
      expect(new Set(answers.map(({ status }) => status))).toEqual(
        new Set([200]),
      );
      return fresh.calls.filter(action => action.startsWith('ecs:')).sort();
    };
    const one = await cost(1);
    expect(one).toEqual([
      'ecs:DescribeServices',
      'ecs:DescribeTaskDefinition',
      'ecs:DescribeTaskDefinition',
      'ecs:DescribeTasks',
      'ecs:ListTasks',
      'ecs:ListTasks',
    ]);
    await expect(cost(20)).resolves.toEqual(one);
    jest.useRealTimers();
  });

  it('are unknown with the reason when they cannot be read, and nothing else is', async () => {
    await aws.control.addFault({
      service: 'ecs',
      action: 'DescribeServices',
      error: 'AccessDeniedException',
    });
    const fresh = await startPortal(aws.endpoint, stack);
    const { body } = await request(fresh.server).get(`${ENTITY}/health`);
    await fresh.stop();
    await aws.control.clearFaults();
    expect(body.sentence).toMatch(
      /^Healthy: .*ECS service Service not read: .*ecs:DescribeServices/,
    );
  });

  it('tell why a restart failed: the verdict, and how the last task ended', async () => {
    await crash('POST', { service: 'service-api', exitCode: 3 });
    const run = await outcome('restart', {});
    await crash('DELETE', { service: 'service-api' });
    expect(run).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /back to revision \d because \d tasks of revision \d failed to start; the last task ended with exit code 3: Essential container in task exited$/,
      ),
    });
    await until(service, ({ count }) => count?.running === 2);
  });
});
