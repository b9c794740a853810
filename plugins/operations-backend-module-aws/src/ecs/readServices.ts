import type { Service, Task } from '@aws-sdk/client-ecs';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';
import { describeServices } from './describeServices';
import { describeTasks } from './describeTasks';
import { serviceIdOf, type ServiceId } from './serviceId';

/** A service as ECS sees it now. */
export interface ServiceReading {
  resource: Resource;
  id: ServiceId;
  /** Undefined when AWS does not know it. */
  service?: Service;
  /** Running ones first, then those that ended, newest first. */
  tasks: Task[];
}

/** The services with their tasks, in the order of the resources. */
export async function readServices(
  resources: Resource[],
  aws: AwsHandle,
): Promise<ServiceReading[]> {
  const services = await describeServices(resources, aws);
  const ids = resources.map(serviceIdOf);
  const tasks = await describeTasks(
    ids.filter(({ arn }) => services.has(arn)),
    aws,
  );
  return resources.map((resource, index) => ({
    resource,
    id: ids[index],
    service: services.get(resource.id),
    tasks: tasks.get(resource.id) ?? [],
  }));
}
