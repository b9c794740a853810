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
