import type { Service } from '@aws-sdk/client-ecs';
import type {
  Resource,
  SourceContext,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf } from '../condition';
import { mainImage, sizeOf, tagOf } from './images';
import { readServices, type ServiceReading } from './readServices';
import { rolloutsOf } from './rollouts';
import { serviceCondition } from './serviceCondition';
import { SERVICE_TYPE } from './serviceId';
import {
  definitionName,
  describeTaskDefinitions,
  type TaskDefinitions,
} from './taskDefinitions';
import { taskPart } from './taskPart';

/** Ended tasks that are shown; ECS remembers them for an hour. */
const ENDED_SHOWN = 20;
const EVENTS_SHOWN = 100;

/** The services that AWS knows, each with its tasks, rollouts and events. */
export async function serviceUnits(
  resources: Resource[],
  { aws, resources: all }: SourceContext,
): Promise<UnitReading[]> {
  const readings = await readServices(resources, aws);
  const definitions = await describeTaskDefinitions(
    readings.flatMap(({ service, tasks }) => [
      service?.taskDefinition,
      ...tasks.map(({ taskDefinitionArn }) => taskDefinitionArn),
    ]),
    aws,
  );
  const groups = new Set(
    all
      .filter(({ type }) => type === 'AWS::Logs::LogGroup')
      .map(({ id }) => id),
  );
  return readings.flatMap(reading =>
    reading.service
      ? [unitOf(reading, reading.service, definitions, groups)]
      : [],
  );
}

function unitOf(
  { resource, id, tasks }: ServiceReading,
  service: Service,
  definitions: TaskDefinitions,
  groups: ReadonlySet<string>,
): UnitReading {
  const definition = definitions.get(service.taskDefinition ?? '');
  const image = mainImage(service, definition);
  const { desiredCount = 0, runningCount = 0, pendingCount = 0 } = service;
  const running = tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  const shown = tasks.slice(0, running.length + ENDED_SHOWN);
  return {
    key: id.arn,
    name: id.name,
    kind: 'service',
    resourceType: SERVICE_TYPE,
    resourceId: resource.id,
    state: service.status ?? 'unknown',
    ...serviceCondition(service, tasks, Date.now()),
    ...(desiredCount > 0 && { serving: runningCount > 0 }),
    version: image && tagOf(image),
    launchedAt: service.createdAt?.toISOString(),
    count: {
      running: runningCount,
      desired: desiredCount,
      pending: pendingCount,
    },
    parts: shown.map(task =>
      taskPart(
        task,
        service,
        definitions.get(task.taskDefinitionArn ?? ''),
        groups,
      ),
    ),
    rollouts: rolloutsOf(service.deployments ?? []),
    events: eventsOf(service),
    facts: factsOf([
      ['Cluster', id.cluster, 'id'],
      ['Task definition', definitionName(service.taskDefinition), 'id'],
      ['Image', image, 'id'],
      ['Size of a task', sizeOf(definition?.cpu, definition?.memory)],
      ['Circuit breaker', breakerOf(service)],
    ]),
  };
}

function eventsOf({ events = [] }: Service) {
  return events.slice(0, EVENTS_SHOWN).map(({ id, createdAt, message }) => ({
    id: id ?? '',
    at: createdAt?.toISOString() ?? '',
    message: message ?? '',
  }));
}

function breakerOf({ deploymentConfiguration }: Service): string | undefined {
  const { enable, rollback } =
    deploymentConfiguration?.deploymentCircuitBreaker ?? {};
  if (enable === undefined) return undefined;
  if (!enable) return 'off';
  return rollback ? 'on, rolls back' : 'on, without rollback';
}
