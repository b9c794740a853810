import type { Deployment } from '@aws-sdk/client-ecs';
import type {
  HealthStatus,
  Rollout,
} from '@enginehouse/plugin-operations-common';
import { revisionOf } from './taskDefinitions';

const STATUS: Record<string, HealthStatus> = {
  COMPLETED: 'healthy',
  IN_PROGRESS: 'degraded',
  FAILED: 'unhealthy',
};

/** The deployments of a service while one replaces another or has failed; none when the service stands still. */
export function rolloutsOf(deployments: Deployment[]): Rollout[] {
  const settled =
    deployments.length === 1 && deployments[0].rolloutState === 'COMPLETED';
  return settled ? [] : deployments.map(rolloutOf);
}

function rolloutOf(deployment: Deployment): Rollout {
  const current = deployment.status === 'PRIMARY';
  const state = deployment.rolloutState;
  return {
    key: deployment.id ?? '',
    title: revisionOf(deployment.taskDefinition),
    current,
    state: state ?? deployment.status ?? 'unknown',
    status:
      current || state === 'FAILED'
        ? STATUS[state ?? ''] ?? 'unknown'
        : 'unknown',
    reason: deployment.rolloutStateReason,
    running: deployment.runningCount ?? 0,
    desired: deployment.desiredCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    failed: deployment.failedTasks ?? 0,
    startedAt: deployment.createdAt?.toISOString(),
    updatedAt: deployment.updatedAt?.toISOString(),
  };
}
