import type { Service, Task, TaskDefinition } from '@aws-sdk/client-ecs';
import type { PartReading } from '@enginehouse/plugin-operations-node';
import { factsOf, HEALTHY, type Condition } from '../condition';
import { endingOf } from './endings';
import { mainImage, tagOf } from './images';
import { afterSlash } from './serviceId';
import { logPlaces } from './logPlaces';

/**
 * A task as a part of its service.
 *
 * @param groups - the stack's log groups; lines in others are not linked to
 */
export function taskPart(
  task: Task,
  service: Service,
  definition: TaskDefinition | undefined,
  groups: ReadonlySet<string>,
): PartReading {
  const ending = endingOf(task);
  const image = mainImage(service, definition, task.containers);
  return {
    key: task.taskArn ?? '',
    name: afterSlash(task.taskArn ?? ''),
    kind: 'task',
    zone: task.availabilityZone,
    state: task.lastStatus ?? 'unknown',
    ...(ending
      ? { status: ending.failed ? 'unhealthy' : 'unknown', ending }
      : conditionOf(task)),
    version: image && tagOf(image),
    startedAt: task.startedAt?.toISOString(),
    facts: factsOf([
      ['Revision', task.taskDefinitionArn?.split(':').at(-1)],
      ['Address', ending ? undefined : addressOf(task)],
    ]),
    logs: logPlaces(task, definition).filter(({ group }) => groups.has(group)),
  };
}

/** The task's private address in its subnet, by which load balancers know it. */
export function addressOf({ attachments }: Task): string | undefined {
  return attachments
    ?.flatMap(({ details }) => details ?? [])
    .find(({ name }) => name === 'privateIPv4Address')?.value;
}

function conditionOf({
  lastStatus = 'nothing',
  desiredStatus,
  healthStatus,
  stoppedReason,
}: Task): Condition {
  if (desiredStatus === 'STOPPED') {
    return { status: 'unknown', reason: stoppedReason ?? 'It is being ended' };
  }
  if (lastStatus !== 'RUNNING') {
    const reason = `Not running yet: ECS says ${lastStatus}`;
    return { status: 'degraded', reason };
  }
  return healthStatus === 'UNHEALTHY'
    ? { status: 'unhealthy', reason: "Its container's health check fails" }
    : HEALTHY;
}
