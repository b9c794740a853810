import type { UnitMetric } from '@enginehouse/plugin-operations-node';

const INSTANCES = 'AWS::AutoScaling::AutoScalingGroup';

/** What the CloudWatch agent and the sessions timer of an engine's instance write, once a minute. */
export const engineMetrics: UnitMetric[] = [
  ofInstance('CWAgent', 'mem_used_percent', {
    id: 'memory',
    title: 'Memory',
    unit: '%',
    min: 0,
    max: 100,
  }),
  ofInstance('Enginehouse/DaggerEngine', 'dagger_connected_clients', {
    id: 'sessions',
    title: 'Sessions',
    min: 0,
  }),
];

function ofInstance(
  namespace: string,
  name: string,
  metric: Omit<UnitMetric, 'query'>,
): UnitMetric {
  return {
    ...metric,
    query: unit =>
      unit.resourceType === INSTANCES
        ? {
            namespace,
            name,
            dimensions: { InstanceId: unit.key },
            statistic: 'Average',
          }
        : undefined,
  };
}
