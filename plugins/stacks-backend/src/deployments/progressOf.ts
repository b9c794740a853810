import type { DeploymentProgress } from '@enginehouse/plugin-stacks-common';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';
import { lastByResource, rollbackStart } from './stackEvents';

const VERBS: Record<string, string> = {
  CREATE: 'Creating',
  UPDATE: 'Updating',
  DELETE: 'Deleting',
  IMPORT: 'Importing',
  ROLLBACK: 'Rolling back',
  UPDATE_ROLLBACK: 'Rolling back',
};

/**
 * How far a deployment is: resources done out of those it touches, and what is happening now. While it rolls back, resources brought back count.
 *
 * @param pastSeconds - how long earlier deployments like it took
 */
export function progressOf(
  deployment: DeploymentRow,
  events: DeploymentEventRow[],
  pastSeconds: number[],
): DeploymentProgress {
  const own = events.filter(event => !event.outside);
  const resources = lastByResource(deployment, own);
  const since = rollbackStart(deployment, own) ?? 0;
  const done = resources.filter(
    last => last.seq > since && /_(COMPLETE|SKIPPED)$/.test(last.status),
  ).length;
  const succeeded = ['settling', 'deployed', 'destroyed'].includes(
    deployment.state,
  );
  return {
    done,
    total: succeeded
      ? resources.length
      : Math.max(since ? 0 : deployment.total, resources.length),
    now: deployment.ended_at ? undefined : happening(deployment, resources),
    typicalSeconds: median(pastSeconds),
  };
}

function happening(
  deployment: DeploymentRow,
  resources: DeploymentEventRow[],
): string {
  switch (deployment.state) {
    case 'starting':
      return 'Waiting for CloudFormation to begin';
    case 'settling':
      return 'Waiting until every unit is healthy';
    default:
  }
  if (deployment.cloudformation_status?.includes('CLEANUP')) {
    return 'Removing what is no longer needed';
  }
  const current = resources
    .filter(last => last.status.endsWith('_IN_PROGRESS'))
    .sort((a, b) => b.seq - a.seq)[0];
  if (!current) return 'Waiting for CloudFormation';
  const verb = VERBS[current.status.replace(/_IN_PROGRESS$/, '')] ?? 'Changing';
  return `${verb} ${current.logical_id} (${current.resource_type})`;
}

function median(values: number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
