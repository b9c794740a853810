import type {
  MetricQuery,
  MetricTitle,
} from '@enginehouse/plugin-operations-node';

/** A metric of RDS Proxy with the name and the statistic that CloudWatch has for it. */
type ProxyMetric = MetricTitle & { name: string; statistic: string };

/** Those that each proxy shows in the table. Amazon RDS User Guide, Monitoring RDS Proxy metrics. */
export const PROXY_MEASUREMENTS: ProxyMetric[] = [
  {
    id: 'proxy-client-connections',
    title: 'Clients',
    min: 0,
    name: 'ClientConnections',
    statistic: 'Average',
  },
  {
    id: 'proxy-database-connections',
    title: 'Database connections',
    min: 0,
    name: 'DatabaseConnections',
    statistic: 'Average',
  },
  {
    id: 'proxy-queries',
    title: 'Queries',
    min: 0,
    name: 'QueryRequests',
    statistic: 'Sum',
  },
  {
    id: 'proxy-borrow-latency',
    title: 'Wait for a connection',
    unit: 'µs',
    min: 0,
    name: 'DatabaseConnectionsBorrowLatency',
    statistic: 'Average',
  },
];

/** The metric of one proxy. */
export function ofProxy(
  { name, statistic }: ProxyMetric,
  proxy: string,
): MetricQuery {
  return {
    namespace: 'AWS/RDS',
    name,
    dimensions: { ProxyName: proxy },
    statistic,
  };
}
