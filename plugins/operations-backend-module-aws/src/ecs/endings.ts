import type { Container, Task } from '@aws-sdk/client-ecs';
import type { PartEnding } from '@enginehouse/plugin-operations-common';

/** How a task came to its end; undefined while it runs, starts or stops. Amazon ECS Developer Guide, Stopped tasks error codes. */
export function endingOf(task: Task): PartEnding | undefined {
  if (task.lastStatus !== 'STOPPED') return undefined;
  const container = causeOf(task.containers ?? []);
  const words = [task.stoppedReason, container?.reason].filter(Boolean);
  return {
    at: (task.stoppedAt ?? task.stoppingAt)?.toISOString(),
    code: task.stopCode,
    exitCode: container?.exitCode,
    reason: words.join('; ') || 'ECS gives no reason',
    failed: hasFailed(task),
  };
}

/** Such as "exit code 1: Essential container in task exited". */
export function endingInWords({ exitCode, reason }: PartEnding): string {
  return exitCode === undefined ? reason : `exit code ${exitCode}: ${reason}`;
}

/** The container that went wrong, else one that ended by itself. */
function causeOf(containers: Container[]): Container | undefined {
  return (
    containers.find(({ exitCode }) => exitCode) ??
    containers.find(({ reason }) => reason) ??
    containers.find(({ exitCode }) => exitCode !== undefined)
  );
}

/** ECS ends tasks for deployments and scaling too, and for health checks that fail: only the reason tells. */
function hasFailed({ stopCode, stoppedReason = '' }: Task): boolean {
  switch (stopCode) {
    case 'TaskFailedToStart':
    case 'EssentialContainerExited':
      return true;
    case 'ServiceSchedulerInitiated':
      return /failed|unhealthy/i.test(stoppedReason);
    default:
      return false;
  }
}
