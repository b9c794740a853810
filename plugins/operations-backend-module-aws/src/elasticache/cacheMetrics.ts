import type {
  MetricQuery,
  MetricTitle,
} from '@enginehouse/plugin-operations-node';

/** A metric of ElastiCache with the name and the statistic that CloudWatch has for it. */
export type CacheMetric = MetricTitle & { name: string; statistic: string };

/** Those that each node shows in the table. Amazon ElastiCache User Guide, Which metrics should I monitor? */
export const NODE_MEASUREMENTS: CacheMetric[] = [
  {
    id: 'cache-cpu',
    title: 'CPU',
    unit: '%',
    min: 0,
    max: 100,
    name: 'CPUUtilization',
    statistic: 'Average',
  },
  {
    id: 'cache-memory',
    title: 'Memory',
    unit: '%',
    min: 0,
    max: 100,
    name: 'DatabaseMemoryUsagePercentage',
    statistic: 'Average',
  },
  {
    id: 'cache-connections',
    title: 'Connections',
    min: 0,
    name: 'CurrConnections',
    statistic: 'Average',
  },
  {
    id: 'cache-evictions',
    title: 'Evictions',
    min: 0,
    name: 'Evictions',
    statistic: 'Sum',
  },
];

/** Those that are drawn only. */
export const NODE_CHARTS: CacheMetric[] = [
  {
    id: 'cache-hits',
    title: 'Hit rate',
    unit: '%',
    min: 0,
    max: 100,
    name: 'CacheHitRate',
    statistic: 'Average',
  },
];

export const REPLICATION_LAG: CacheMetric = {
  id: 'cache-lag',
  title: 'Replication lag',
  unit: 's',
  min: 0,
  name: 'ReplicationLag',
  statistic: 'Average',
};

/** The metric of one node. */
export function ofNode(
  { name, statistic }: CacheMetric,
  node: string,
): MetricQuery {
  return {
    namespace: 'AWS/ElastiCache',
    name,
    dimensions: { CacheClusterId: node },
    statistic,
  };
}
