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
import type {
  LastLines,
  LogPage,
  Unit,
} from '@enginehouse/plugin-operations-common';
import { failedDeployment } from './__testUtils__/failedDeployment';
import { OperatedStack } from './__testUtils__/OperatedStack';
import {
  SERVICE_DEFINITION,
  SERVICE_TEMPLATE,
} from './__testUtils__/serviceTemplate';
import { until } from './__testUtils__/until';
import { writeLines } from './__testUtils__/writeLines';

jest.setTimeout(180_000);

describe('ECS services', () => {
  let on: OperatedStack;

  beforeAll(async () => {
    const deployed = { stage: 'dev', compute: { cpu: 1 } };
    on = await OperatedStack.deploy(SERVICE_TEMPLATE, deployed);
  });

  afterAll(() => on?.stop());

  const service = async () => (await on.units())[0];
  const running = ({ parts = [] }: Unit) =>
    parts.filter(({ ending }) => !ending);
  const ended = ({ parts = [] }: Unit) => parts.filter(({ ending }) => ending);

  /** With an end, so that the lines of the last seconds are not left to following. */
  const lines = (query: Record<string, string>) => {
    const end = new Date(Date.now() + 1_000).toISOString();
    return on.get<LogPage>(`logs?${new URLSearchParams({ end, ...query })}`);
  };

  const crash = (method: string, body: object) =>
    fetch(`${on.aws.endpoint}/sandbox/ecs/crash`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are healthy when all tasks run and their targets are; tasks are parts with zone, image and address', async () => {
    await until(on.health, ({ status }) => status === 'healthy');
    expect((await on.health()).sentence).toBe(
      'Healthy: 1 of 1 service serving',
    );
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
    const logs = on.client(CloudWatchLogsClient);
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
    await on.aws.control.setTargetHealth({
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
    expect(await on.preview('restart')).toMatchObject({
      effect:
        'Replaces 2 tasks of service-api one after another; none of them stops before its replacement is healthy',
      destructive: false,
    });
    expect(await on.operate('restart')).toMatchObject({
      state: 'succeeded',
      result: '2 of 2 tasks are new and run',
    });
    const after = running(await service()).map(({ key }) => key);
    expect(after).toHaveLength(2);
    expect(after.filter(key => before.includes(key))).toEqual([]);
  });

  it('follow a restart that is under way instead of beginning another one', async () => {
    const [first, second] = await on.aws.control.whileStill(async () => {
      const begun = await on.start('restart');
      await until(service, ({ rollouts }) => rollouts?.length === 2);
      const following = await on.start('restart');
      await until(
        () => on.run(following.id),
        ({ progress }) => progress !== undefined,
      );
      return [begun, following];
    });
    expect(second.effect).toMatch(/^A restart is under way since 20/);
    for (const { id } of [first, second]) {
      expect((await on.ended(id)).state).toBe('succeeded');
    }
    const begun = await on.aws.control.calls({ action: 'UpdateService' });
    expect(begun).toHaveLength(2);
  });

  it('scale within the bounds of their auto scaling; beyond them a plan is needed', async () => {
    on.portal.stacks.definitions.push(SERVICE_DEFINITION);
    const scale = (desired: number) =>
      on.post('scale', { input: { desired }, confirm: true });
    const beyond = await scale(5);
    expect(beyond.status).toBe(409);
    expect(beyond.body.error.message).toBe(
      '5 is beyond the maximum of 4: a plan that changes the maximum has to come first',
    );
    expect(beyond.body.error.plan).toMatchObject({
      definition: 'some-definition',
      config: { stage: 'dev', compute: { cpu: 1, maxTasks: 5 } },
      action: 'apply',
    });
    const tooMany = await scale(51);
    expect(tooMany.status).toBe(409);
    expect(tooMany.body.error.plan).toBeUndefined();
    expect(await on.preview('scale', { input: { desired: 1 } })).toMatchObject({
      effect:
        'Ends 1 of 2 tasks of service-api, chosen by ECS; calls that are open get the time of its stop timeout; auto scaling keeps CPU near 50 % and may change the number again, between 1 and 4',
      destructive: true,
    });
    const more = await on.operate('scale', { input: { desired: 3 } });
    expect(more).toMatchObject({
      state: 'succeeded',
      effect: expect.stringMatching(
        /^Starts 1 task of service-api: 3 instead of 2;/,
      ),
      result: '3 of 3 tasks run',
    });
    await on.operate('scale', { input: { desired: 2 } });
  });

  it('say at three in the morning which revision crashes, since when, how, and what the circuit breaker did', async () => {
    const ecs = on.client(ECSClient);
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
      afterSeconds: 0,
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    });
    const begunAt = Date.now();
    const rolling = await on.aws.control.whileStill(async tick => {
      await ecs.send(
        new UpdateServiceCommand({
          cluster: 'test-cluster',
          service: 'service-api',
          taskDefinition: 'service-api:2',
        }),
      );
      return until(
        () => tick().then(service),
        ({ rollouts }) => (rollouts?.[0]?.failed ?? 0) > 0,
      );
    });
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
    expect(Date.parse(settled.since ?? '')).toBeGreaterThanOrEqual(begunAt);
    expect((await on.health()).sentence).toMatch(
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
    await until(service, ({ rollouts }) => rollouts?.length === 0);
  });

  it('leave what those tasks wrote last to the deployment that failed at them, and how they ended', async () => {
    const unit = await service();
    const crashed = ended(unit).filter(
      ({ ending }) => ending?.exitCode === 137,
    );
    const start = Math.min(
      ...crashed.map(({ startedAt = '' }) => Date.parse(startedAt)),
    );
    const failedAt = Date.parse(crashed[0].ending?.at ?? '');
    const logs = on.client(CloudWatchLogsClient);
    await writeLines(logs, '/test/service-api', 'service-api/app/older', [
      { at: start - 30_000, message: 'of before' },
      { at: failedAt, message: 'of a task that goes on' },
    ]);
    await writeLines(logs, '/test/service-api', 'other/app/1', [
      { at: failedAt, message: 'foreign' },
    ]);
    on.portal.stacks.deployments.push(
      failedDeployment({
        ...{ id: 'crashed', start, failedAt },
        failed: {
          logicalId: 'Service',
          resourceType: 'AWS::ECS::Service',
          physicalId: unit.key,
        },
      }),
    );
    const last = await on.get<LastLines>('deployments/crashed/last-lines');
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
    const callsFor = async (viewers: number) => {
      const calls = await on.callsFor(viewers, ['health', 'units', 'logs']);
      return calls.filter(action => action.startsWith('ecs:'));
    };
    const one = await callsFor(1);
    expect(one).toEqual([
      'ecs:DescribeServices',
      'ecs:DescribeTaskDefinition',
      'ecs:DescribeTaskDefinition',
      'ecs:DescribeTasks',
      'ecs:ListTasks',
      'ecs:ListTasks',
    ]);
    await expect(callsFor(20)).resolves.toEqual(one);
  });

  it('are unknown with the reason when they cannot be read, and nothing else is', async () => {
    await on.aws.control.addFault({
      service: 'ecs',
      action: 'DescribeServices',
      error: 'AccessDeniedException',
    });
    const { sentence } = await on.health();
    await on.aws.control.clearFaults();
    expect(sentence).toMatch(
      /^Healthy: .*ECS service Service not read: .*ecs:DescribeServices/,
    );
  });

  it('tell why a restart failed: the verdict, and how the last task ended', async () => {
    const { id } = await on.aws.control.whileStill(async tick => {
      await crash('POST', {
        service: 'service-api',
        afterSeconds: 0,
        exitCode: 3,
      });
      const begun = await on.start('restart');
      await until(
        () => tick().then(service),
        ({ rollouts = [] }) => rollouts.some(({ state }) => state === 'FAILED'),
      );
      await crash('DELETE', { service: 'service-api' });
      return begun;
    });
    expect(await on.ended(id)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /back to revision \d because \d tasks of revision \d failed to start; the last task ended with exit code 3: Essential container in task exited$/,
      ),
    });
    await until(service, ({ count }) => count?.running === 2);
  });
});
