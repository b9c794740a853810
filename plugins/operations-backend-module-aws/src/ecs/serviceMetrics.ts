import type {
  ChartReading,
  MetricQuery,
  MetricTitle,
  Resource,
} from '@enginehouse/plugin-operations-node';
import { serviceIdOf, type ServiceId } from './serviceId';

type UsageMetric = MetricTitle & { name: string };

/** Of what the tasks of a service have reserved. Amazon ECS Developer Guide, Amazon ECS service utilization metrics. */
export const CPU: UsageMetric = {
  id: 'cpu',
  title: 'CPU',
  unit: '%',
  min: 0,
  max: 100,
  name: 'CPUUtilization',
};
export const MEMORY: UsageMetric = {
  id: 'memory',
  title: 'Memory',
  unit: '%',
  min: 0,
  max: 100,
  name: 'MemoryUtilization',
};

export function usageOf({ name }: UsageMetric, id: ServiceId): MetricQuery {
  return {
    namespace: 'AWS/ECS',
    name,
    dimensions: dimensionsOf(id),
    statistic: 'Average',
  };
}

/** Tasks that run and tasks that are wanted, as Container Insights counts them once a minute. */
export function runningTasks(resources: Resource[]): ChartReading {
  return {
    id: 'running-tasks',
    title: 'Running tasks',
    min: 0,
    series: resources.map(serviceIdOf).flatMap(id =>
      [
        { name: 'RunningTaskCount', title: `${id.name} running` },
        { name: 'DesiredTaskCount', title: `${id.name} wanted` },
      ].map(({ name, title }) => ({
        id: `${name}/${id.name}`,
        title,
        query: {
          namespace: 'ECS/ContainerInsights',
          name,
          dimensions: dimensionsOf(id),
          statistic: 'Average',
        },
      })),
    ),
  };
}

function dimensionsOf({ cluster, name }: ServiceId): Record<string, string> {
  return { ClusterName: cluster, ServiceName: name };
}
