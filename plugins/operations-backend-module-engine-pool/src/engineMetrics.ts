import type { UnitMetric } from '@enginehouse/plugin-operations-node';

/** Id of the metric of sessions. */
export const SESSIONS = 'sessions';

const INSTANCES = 'AWS::AutoScaling::AutoScalingGroup';

const PERCENT = { unit: '%', min: 0, max: 100 };

/** What the CloudWatch agent and the sessions timer of an engine's instance write, once a minute. */
export const engineMetrics: UnitMetric[] = [
  ofInstance('CWAgent', 'mem_used_percent', {
    ...{ id: 'memory', title: 'Memory' },
    ...PERCENT,
  }),
  ofInstance(
    'CWAgent',
    'disk_used_percent',
    { ...{ id: 'cache-disk', title: 'Cache disk' }, ...PERCENT },
    { path: '/var/lib/dagger', fstype: 'xfs' },
  ),
  ofInstance('Enginehouse/DaggerEngine', 'dagger_connected_clients', {
    id: SESSIONS,
    title: 'Sessions',
    min: 0,
  }),
];

function ofInstance(
  namespace: string,
  name: string,
  metric: Omit<UnitMetric, 'query'>,
  dimensions: Record<string, string> = {},
): UnitMetric {
  return {
    ...metric,
    query: unit =>
      unit.resourceType === INSTANCES
        ? {
            namespace,
            name,
            dimensions: {
              InstanceId: unit.key,
              AutoScalingGroupName: unit.resourceId,
              ...dimensions,
            },
            statistic: 'Average',
          }
        : undefined,
  };
}
