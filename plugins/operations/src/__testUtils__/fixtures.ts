import type { Entity } from '@backstage/catalog-model';
import type {
  Alarm,
  Health,
  LogEvent,
  LogPage,
  Unit,
} from '@enginehouse/plugin-operations-common';

const at = '2026-01-05T10:00:00.000Z';

export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'ci-engine-pool-sandbox',
    annotations: { 'enginehouse.io/stack': 'ci-engine-pool-sandbox' },
  },
  spec: { type: 'engine-pool', owner: 'group:default/guests' },
};

export const aUnit = (over: Partial<Unit> = {}): Unit => ({
  key: 'i-0123',
  name: 'i-0123',
  kind: 'engine',
  group: 'engines',
  resourceType: 'AWS::AutoScaling::AutoScalingGroup',
  zone: 'us-east-1a',
  state: 'InService',
  status: 'healthy',
  launchedAt: at,
  measurements: [
    { id: 'cpu', title: 'CPU', unit: '%', value: 41.234, at },
    {
      id: 'memory',
      title: 'Memory',
      unit: '%',
      missing: 'not measured lately',
    },
  ],
  operations: [],
  ...over,
});

const taskArn = (id: string) =>
  `arn:aws:ecs:us-east-1:123456789012:task/cluster/${id}`;

/** A service whose new revision crashes: the circuit breaker has begun to roll it back. */
export const aFailingService = (over: Partial<Unit> = {}): Unit => ({
  key: 'arn:aws:ecs:us-east-1:123456789012:service/cluster/service-api',
  name: 'service-api',
  kind: 'service',
  group: 'services',
  resourceType: 'AWS::ECS::Service',
  state: 'ACTIVE',
  status: 'unhealthy',
  reason:
    'the circuit breaker rolls back to revision 12 because 3 tasks of revision 13 failed to start',
  since: at,
  count: { running: 1, desired: 2, pending: 1 },
  version: '1.4.2',
  parts: [
    {
      key: taskArn('aaaa'),
      name: 'aaaa',
      kind: 'task',
      zone: 'us-east-1a',
      state: 'RUNNING',
      status: 'healthy',
      startedAt: at,
      logs: [{ title: 'app', group: '/service-api', stream: 'api/app/aaaa' }],
    },
    {
      key: taskArn('bbbb'),
      name: 'bbbb',
      kind: 'task',
      state: 'STOPPED',
      status: 'unhealthy',
      startedAt: at,
      ending: {
        at: '2026-01-05T10:05:00.000Z',
        code: 'EssentialContainerExited',
        exitCode: 137,
        reason: 'OutOfMemoryError: container killed',
        failed: true,
      },
      logs: [{ title: 'app', group: '/service-api', stream: 'api/app/bbbb' }],
    },
  ],
  rollouts: [
    {
      key: 'ecs-svc/3',
      title: 'revision 12',
      current: true,
      state: 'IN_PROGRESS',
      status: 'degraded',
      running: 1,
      desired: 2,
      pending: 1,
      failed: 0,
      startedAt: at,
    },
    {
      key: 'ecs-svc/2',
      title: 'revision 13',
      current: false,
      state: 'FAILED',
      status: 'unhealthy',
      reason: 'tasks failed to start',
      running: 0,
      desired: 0,
      pending: 0,
      failed: 3,
      startedAt: at,
    },
  ],
  events: [{ id: 'e1', at, message: '(service service-api) rolling back' }],
  facts: [{ label: 'Circuit breaker', value: 'on, rolls back' }],
  measurements: [],
  operations: [],
  ...over,
});

/** A database with its writer; all is well. */
export const aDatabase = (): Unit => ({
  key: 'arn:aws:rds:us-east-1:123456789012:cluster:chassis',
  name: 'chassis',
  kind: 'database',
  group: 'databases',
  resourceType: 'AWS::RDS::DBCluster',
  state: 'available',
  status: 'healthy',
  parts: [
    {
      key: 'chassis-1',
      name: 'chassis-1',
      kind: 'instance',
      role: 'writer',
      state: 'available',
      status: 'healthy',
      measurements: [
        { id: 'capacity', title: 'Capacity', unit: 'ACU', value: 0.5, at },
      ],
    },
  ],
  measurements: [{ id: 'cpu', title: 'CPU', unit: '%', value: 7, at }],
  operations: [],
});

export const aHealth = (over: Partial<Health> = {}): Health => ({
  stack: 'ci-engine-pool-sandbox',
  environment: 'sandbox',
  status: 'healthy',
  sentence: 'Healthy: 3 of 3 engines serving',
  checkedAt: at,
  units: { total: 3, healthy: 3, degraded: 0, unhealthy: 0, unknown: 0 },
  signals: [
    {
      key: 'targets',
      title: 'Targets',
      status: 'healthy',
      sentence: '3 of 3 healthy',
      facts: [],
    },
    {
      key: 'endpoint',
      title: 'Endpoint',
      status: 'unknown',
      sentence: 'not checked: the name does not resolve from the portal',
      facts: [
        { label: 'Address', value: 'pool.elb.internal:8443', kind: 'id' },
      ],
    },
  ],
  timeline: [
    { at, from: 'unknown', to: 'healthy', sentence: 'Healthy: 3 of 3' },
  ],
  ...over,
});

export const anAlarm = (over: Partial<Alarm> = {}): Alarm => ({
  arn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${over.name ?? 'cpu'}`,
  name: 'cpu',
  state: 'OK',
  status: 'healthy',
  since: at,
  reason: 'Threshold Crossed: no datapoints were above 80',
  threshold: { text: 'CPUUtilization Average > 80 %', value: 80, unit: '%' },
  composite: false,
  actionsEnabled: true,
  datapoints: [
    { at, value: 40 },
    { at: '2026-01-05T10:01:00.000Z', value: 45 },
  ],
  ...over,
});

export const aLine = (
  number: number,
  over: Partial<LogEvent> = {},
): LogEvent => ({
  id: `line-${number}`,
  at: new Date(Date.parse(at) + number * 1_000).toISOString(),
  group: '/aws/dagger-engine/ci',
  stream: 'i-0123/engine',
  unit: 'i-0123',
  message: `message ${number}`,
  level: 'info',
  ...over,
});

export const aPage = (
  events: LogEvent[],
  over: Partial<LogPage> = {},
): LogPage => ({
  groups: [{ name: '/aws/dagger-engine/ci' }],
  events,
  start: at,
  end: at,
  searchedFrom: at,
  followFrom: 'here',
  ...over,
});
