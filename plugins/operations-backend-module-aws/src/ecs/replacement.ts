import type { Service } from '@aws-sdk/client-ecs';
import { ConflictError } from '@backstage/errors';

/** What replacing all tasks of a service does, by its minimum and maximum healthy percent. */
export interface Replacement {
  sentence: string;
  /** Whether fewer tasks than wanted may run meanwhile. */
  destructive: boolean;
}

/**
 * Amazon ECS Developer Guide, Amazon ECS service deployment parameters: as many tasks as the minimum (rounded up) keep running, and no more than
 * the maximum (rounded down) run at once.
 *
 * @throws ConflictError when ECS does not do the service's rollouts, or has no room to replace anything
 */
export function replacementOf(service: Service): Replacement {
  const { serviceName: name = '', desiredCount: count = 0 } = service;
  const controller = service.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') {
    throw new ConflictError(
      `${name} is rolled out by ${controller}, not by ECS: its tasks are replaced there`,
    );
  }
  if (count === 0) {
    return {
      sentence: `Replaces nothing: no task of ${name} is wanted`,
      destructive: false,
    };
  }
  const { minimumHealthyPercent = 100, maximumPercent = 200 } =
    service.deploymentConfiguration ?? {};
  const fewest = Math.ceil((count * minimumHealthyPercent) / 100);
  const extra = Math.floor((count * maximumPercent) / 100) - count;
  if (fewest >= count && extra < 1) {
    throw new ConflictError(
      `${name} cannot be restarted: with a minimum of ${minimumHealthyPercent} % and a maximum of ${maximumPercent} % healthy tasks ECS has no room to replace any of its ${count}`,
    );
  }
  const replaces = `Replaces ${tasks(count)} of ${name}`;
  if (fewest < count) {
    const meanwhile =
      fewest === 0
        ? 'for a while none may run'
        : `at least ${fewest} of them run all the time`;
    return { sentence: `${replaces}; ${meanwhile}`, destructive: true };
  }
  const none =
    count === 1
      ? 'it does not stop before its replacement is healthy'
      : 'none of them stops before its replacement is healthy';
  return {
    sentence: `${replaces}${pace(count, extra)}; ${none}`,
    destructive: false,
  };
}

function pace(count: number, extra: number): string {
  if (count === 1) return '';
  if (extra === 1) return ' one after another';
  return extra < count ? ` ${extra} at a time` : ' all at once';
}

function tasks(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}
