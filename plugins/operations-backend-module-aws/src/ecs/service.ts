import type { Signal } from '@enginehouse/plugin-operations-common';
import type { Source } from '@enginehouse/plugin-operations-node';
import { readServices, type ServiceReading } from './readServices';
import { restart } from './restart';
import { scaleService } from './scaleService';
import { serviceCondition } from './serviceCondition';
import { SERVICE_TYPE, serviceIdOf } from './serviceId';
import { CPU, MEMORY, runningTasks, usageOf } from './serviceMetrics';
import { serviceRemains } from './serviceRemains';
import { serviceUnits } from './serviceUnits';

/** ECS services as units, their tasks as parts. */
export const ecsService: Source = {
  resourceType: SERVICE_TYPE,
  title: 'ECS service',
  words: { one: 'service', many: 'services', healthy: 'serving' },
  operations: [restart, scaleService],
  unitMetrics: [CPU, MEMORY].map(metric => ({
    ...metric,
    query: unit =>
      unit.resourceType === SERVICE_TYPE
        ? usageOf(metric, serviceIdOf({ id: unit.key }))
        : undefined,
  })),
  units: serviceUnits,
  remains: serviceRemains,
  wantedUnits: async resources => resources.length,
  charts: async resources => [runningTasks(resources)],

  async health(resources, { aws }) {
    return (await readServices(resources, aws)).map(signalOf);
  },
};

function signalOf({ resource, id, service, tasks }: ServiceReading): Signal {
  const about = {
    key: `ecs-service/${resource.logicalId}`,
    title: `Service ${id.name}`,
    resourceType: SERVICE_TYPE,
    resourceId: resource.id,
    facts: [],
  };
  if (!service) {
    const sentence = `AWS does not know the ECS service ${id.name}`;
    return { ...about, status: 'unhealthy', sentence };
  }
  const { desiredCount = 0, runningCount = 0 } = service;
  const { status, reason } = serviceCondition(service, tasks, Date.now());
  return {
    ...about,
    status,
    sentence:
      reason ??
      (desiredCount === 0
        ? 'no task is wanted'
        : `${runningCount} of ${desiredCount} tasks run`),
    aboutUnits: true,
  };
}
