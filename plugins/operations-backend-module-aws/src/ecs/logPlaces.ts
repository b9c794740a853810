import type { Task, TaskDefinition } from '@aws-sdk/client-ecs';
import type { LogPlace } from '@enginehouse/plugin-operations-common';
import { afterSlash } from './serviceId';

/** Where the containers of a task definition write: the stream of a task is the prefix and the task's id. */
export interface LogPrefix {
  container: string;
  group: string;
  /** `prefix/container/`. Amazon ECS Developer Guide, awslogs log driver, awslogs-stream-prefix. */
  prefix: string;
}

/** The containers that log to CloudWatch under a prefix; without one streams do not tell their task. */
export function logPrefixes(definition: TaskDefinition): LogPrefix[] {
  return (definition.containerDefinitions ?? []).flatMap(
    ({ name, logConfiguration }) => {
      const { options = {} } = logConfiguration ?? {};
      const group = options['awslogs-group'];
      const prefix = options['awslogs-stream-prefix'];
      return logConfiguration?.logDriver === 'awslogs' &&
        name &&
        group &&
        prefix
        ? [{ container: name, group, prefix: `${prefix}/${name}/` }]
        : [];
    },
  );
}

/** Where the lines of a task stand, a place for each container. */
export function logPlaces(
  { taskArn = '' }: Task,
  definition: TaskDefinition | undefined,
): LogPlace[] {
  return (definition ? logPrefixes(definition) : []).map(
    ({ container, group, prefix }) => ({
      title: container,
      group,
      stream: `${prefix}${afterSlash(taskArn)}`,
    }),
  );
}
