import type {
  ChartReading,
  MetricQuery,
  MetricTitle,
} from '@enginehouse/plugin-operations-node';

/** How people call databases, of clusters or alone. */
export const DATABASES = {
  one: 'database',
  many: 'databases',
  healthy: 'available',
};

/** A metric of RDS with the name that CloudWatch has for it. */
type DatabaseMetric = MetricTitle & { name: string };

export const CPU: DatabaseMetric = {
  id: 'database-cpu',
  title: 'CPU',
  unit: '%',
  min: 0,
  max: 100,
  name: 'CPUUtilization',
};

export const CAPACITY: DatabaseMetric = {
  id: 'database-capacity',
  title: 'Capacity',
  unit: 'ACU',
  min: 0,
  name: 'ServerlessDatabaseCapacity',
};

export const CONNECTIONS: DatabaseMetric = {
  id: 'database-connections',
  title: 'Connections',
  min: 0,
  name: 'DatabaseConnections',
};

const CAPACITY_USED: DatabaseMetric = {
  id: 'database-capacity-used',
  title: 'Capacity used of the maximum',
  unit: '%',
  min: 0,
  max: 100,
  name: 'ACUUtilization',
};

const OF_EACH_INSTANCE: DatabaseMetric[] = [
  {
    id: 'database-commit-latency',
    title: 'Commit latency',
    unit: 'ms',
    min: 0,
    name: 'CommitLatency',
  },
  {
    id: 'database-memory',
    title: 'Free memory',
    unit: 'bytes',
    min: 0,
    name: 'FreeableMemory',
  },
];

const REPLICA_LAG: DatabaseMetric = {
  id: 'database-lag',
  title: 'Replica lag',
  unit: 'ms',
  min: 0,
  name: 'AuroraReplicaLag',
};

/** What charts draw of instances beside what their parts measure. */
export function instanceCharts(
  ids: string[],
  also: { serverless: boolean; readers: string[] },
): ChartReading[] {
  return [
    ...(also.serverless ? [chartOf(CAPACITY_USED, ids)] : []),
    ...OF_EACH_INSTANCE.map(metric => chartOf(metric, ids)),
    ...(also.readers.length > 0 ? [chartOf(REPLICA_LAG, also.readers)] : []),
  ];
}

/** The metric of one instance. */
export function ofInstance(metric: DatabaseMetric, id: string): MetricQuery {
  return queryOf(metric, { DBInstanceIdentifier: id });
}

/** The average over the instances of one cluster. */
export function ofCluster(metric: DatabaseMetric, id: string): MetricQuery {
  return queryOf(metric, { DBClusterIdentifier: id });
}

function queryOf(
  { name }: DatabaseMetric,
  dimensions: Record<string, string>,
): MetricQuery {
  return { namespace: 'AWS/RDS', name, dimensions, statistic: 'Average' };
}

function chartOf(metric: DatabaseMetric, ids: string[]): ChartReading {
  const { name: _, ...title } = metric;
  return {
    ...title,
    series: ids.map(id => ({
      id: `${metric.id}/${id}`,
      title: id,
      query: ofInstance(metric, id),
    })),
  };
}
