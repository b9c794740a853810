import type { Deployment, Service, Task } from '@aws-sdk/client-ecs';
import { serviceCondition } from './serviceCondition';

const NOW = Date.parse('2026-01-05T03:00:00.000Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000);
const revision = (number: number) =>
  `arn:aws:ecs:us-east-1:123456789012:task-definition/service-api:${number}`;

const deployment = (over: Partial<Deployment> = {}): Deployment => ({
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinition: revision(12),
  rolloutState: 'COMPLETED',
  desiredCount: 2,
  runningCount: 2,
  failedTasks: 0,
  createdAt: ago(600),
  ...over,
});

const service = (over: Partial<Service> = {}): Service => ({
  serviceName: 'service-api',
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  deployments: [deployment()],
  events: [],
  ...over,
});

const crashed = (minutes: number, over: Partial<Task> = {}): Task => ({
  lastStatus: 'STOPPED',
  startedBy: 'ecs-svc/2',
  taskDefinitionArn: revision(13),
  createdAt: ago(minutes + 1),
  stoppedAt: ago(minutes),
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'app', exitCode: 1 }],
  ...over,
});

const crash =
  'the last task ended with exit code 1: Essential container in task exited';
const failed = deployment({
  id: 'ecs-svc/2',
  taskDefinition: revision(13),
  rolloutState: 'FAILED',
  rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
  failedTasks: 3,
  runningCount: 0,
  createdAt: ago(7),
  updatedAt: ago(2),
});
const rollback = deployment({
  id: 'ecs-svc/3',
  rolloutState: 'IN_PROGRESS',
  rolloutStateReason:
    'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1',
  createdAt: ago(2),
});
const failedEvent = {
  message:
    '(service service-api) (deployment ecs-svc/2) deployment failed: tasks failed to start.',
  createdAt: ago(2),
};

/** Crashes of what runs, often enough to be a loop. */
const loop = [1, 4, 8].map(minutes =>
  crashed(minutes, { startedBy: 'ecs-svc/1' }),
);

const running: Task = { lastStatus: 'RUNNING', startedAt: ago(600) };
const of = (changes: Partial<Service>, ended: Task[] = []) =>
  serviceCondition(
    service(changes),
    changes.runningCount === 0 ? ended : [running, ...ended],
    NOW,
  );

describe('serviceCondition', () => {
  it('is healthy when as many tasks run as are wanted and nothing is replaced', () => {
    expect(of({})).toEqual({ status: 'healthy' });
    expect(of({ desiredCount: 0, runningCount: 0 })).toEqual({
      status: 'healthy',
    });
  });

  it('is not made worse by tasks that were ended on purpose', () => {
    const ended = [1, 2, 3].map(minutes =>
      crashed(minutes, {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by deployment ecs-svc/1',
        containers: [{ name: 'app', exitCode: 143 }],
      }),
    );
    expect(of({}, ended).status).toBe('healthy');
  });

  it('is degraded while tasks are replaced', () => {
    const deployments = [
      deployment({
        id: 'ecs-svc/2',
        taskDefinition: revision(13),
        rolloutState: 'IN_PROGRESS',
        runningCount: 1,
        failedTasks: 1,
        createdAt: ago(3),
      }),
      deployment({ status: 'ACTIVE' }),
    ];
    expect(of({ deployments })).toEqual({
      status: 'degraded',
      reason:
        'rolls out revision 13: 1 of 2 tasks run, 2 to be replaced, 1 failed to start',
      since: ago(3).toISOString(),
    });
  });

  it('is unhealthy while the circuit breaker rolls back', () => {
    const deployments = [rollback, { ...failed, status: 'ACTIVE' }];
    expect(of({ deployments }, [crashed(3), crashed(5)])).toEqual({
      status: 'unhealthy',
      reason: `the circuit breaker rolls back to revision 12 because 3 tasks of revision 13 failed to start; 2 of 2 tasks run; ${crash}`,
      since: ago(7).toISOString(),
    });
  });

  it('is unhealthy when the rollout failed and is not rolled back', () => {
    expect(of({ deployments: [failed], runningCount: 0 })).toMatchObject({
      status: 'unhealthy',
      reason:
        'the rollout has failed because 3 tasks of revision 13 failed to start; it was not rolled back; 0 of 2 tasks run',
    });
  });

  it('tells of the rollback when ECS lists the failed deployment no more, by events and tasks …', () => {
    const deployments = [{ ...rollback, rolloutState: 'COMPLETED' as const }];
    const tasks = [crashed(3), crashed(4), crashed(5)];
    expect(of({ deployments, events: [failedEvent] }, tasks)).toMatchObject({
      status: 'degraded',
      reason: `rolled back to revision 12 because 3 tasks of revision 13 failed to start; 2 of 2 tasks run; ${crash}`,
      since: ago(6).toISOString(),
    });
  });

  it('… until somebody begins another rollout', () => {
    const deployments = [deployment({ createdAt: new Date(NOW) })];
    const events = [{ ...failedEvent, createdAt: ago(5) }];
    expect(of({ deployments, events }).status).toBe('healthy');
    const attempt = deployment({
      id: 'ecs-svc/4',
      taskDefinition: revision(14),
      rolloutState: 'IN_PROGRESS',
      createdAt: new Date(Number(failed.updatedAt) + 1_000),
    });
    expect(
      of({ deployments: [attempt, { ...failed, status: 'ACTIVE' }] }).reason,
    ).toMatch(/^rolls out revision 14: /);
  });

  it('says why a deployment failed in the words of AWS when tasks are not the cause', () => {
    const reason = 'ECS deployment failed: alarm detected.';
    expect(
      of({ deployments: [{ ...failed, rolloutStateReason: reason }] }).reason,
    ).toMatch(/^the rollout has failed because ECS says: alarm detected; /);
  });

  it('is degraded while tasks keep crashing, though all run at the moment', () => {
    expect(of({}, loop)).toEqual({
      status: 'degraded',
      reason: `keeps crashing: 3 tasks ended in the last 10 minutes; 2 of 2 tasks run; ${crash}`,
      since: ago(8).toISOString(),
    });
  });

  it('is healthy once another deployment has taken the place of one that kept crashing', () => {
    const deployments = [deployment({ id: 'ecs-svc/9' })];
    expect(of({ deployments }, loop)).toEqual({ status: 'healthy' });
  });

  it('is unhealthy when every task crashes soon after its start, also while one happens to run', () => {
    const young: Task = { lastStatus: 'RUNNING', startedAt: ago(0.5) };
    expect(serviceCondition(service(), [young, ...loop], NOW)).toMatchObject({
      status: 'unhealthy',
      reason: `keeps crashing: 3 tasks ended in the last 10 minutes; 2 of 2 tasks run; ${crash}`,
    });
    expect(of({ runningCount: 0 }, loop)).toMatchObject({
      status: 'unhealthy',
      reason: expect.stringMatching(/^keeps crashing: .*; 0 of 2 tasks run; /),
    });
  });

  it('is unhealthy when no task runs, with what ECS complains about', () => {
    const message =
      '(service service-api) was unable to place a task because no container instance met all of its requirements.';
    expect(
      of({ runningCount: 0, events: [{ message, createdAt: ago(1) }] }),
    ).toMatchObject({
      status: 'unhealthy',
      reason: `0 of 2 tasks run; ${message}`,
    });
    const killed = crashed(1, {
      containers: [
        { name: 'sidecar', exitCode: 0 },
        {
          name: 'app',
          exitCode: 137,
          reason: 'OutOfMemoryError: Container killed due to memory usage',
        },
      ],
    });
    expect(of({ runningCount: 0 }, [killed]).reason).toBe(
      '0 of 2 tasks run; the last task ended with exit code 137: Essential container in task exited; OutOfMemoryError: Container killed due to memory usage',
    );
  });
});
