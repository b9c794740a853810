import type {
  DeploymentState,
  Failure,
} from '@enginehouse/plugin-stacks-common';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';
import { isStackEvent, lastByResource, rollbackStart } from './stackEvents';

/** What CloudFormation says of resources it gave up because another one failed. */
const CANCELLED = /^Resource \w+ cancelled/i;

/** What to do next, by how it ended; `obstacles`: a step for each resource that could not be deleted. */
const NEXT: Partial<
  Record<DeploymentState, (obstacles: string[]) => string[]>
> = {
  'create-failed': obstacles => [
    'Mend the cause shown here.',
    ...obstacles,
    obstacles.length > 0
      ? 'Clear the failed create: the plan for it names what is left, and leads to the one that lifts its protection.'
      : 'Clear the failed create: CloudFormation keeps its name until then.',
    'Plan again.',
  ],
  'rolled-back': () => [
    'The stack is as it was before: nothing needs to be undone.',
    'Mend the cause shown here, then plan again.',
  ],
  'rollback-failed': () => [
    'Mend what stops the rollback.',
    'Continue the rollback in CloudFormation, naming the resources to skip: until then the stack cannot be planned.',
  ],
  'delete-failed': () => [
    'Remove what stops the deletion; for a bucket, its objects.',
    'Plan to destroy the stack again; what still cannot be deleted can be left behind.',
  ],
};

/**
 * Why a deployment failed: the first resource that failed of itself, in AWS's own words, and what was undone.
 *
 * @param options - `paths`: logical id → construct path; `sources`: logical id → where its definition makes it; `fallback`: what the stack itself says when no resource failed
 */
export function failureOf(options: {
  deployment: DeploymentRow;
  state: DeploymentState;
  events: DeploymentEventRow[];
  paths: Record<string, string>;
  sources?: Record<string, string>;
  fallback?: string;
}): Failure | undefined {
  const next = NEXT[options.state];
  if (!next) return undefined;
  const { deployment, paths, sources = {} } = options;
  const events = options.events.filter(event => !event.outside);
  const first = events.find(
    event =>
      event.status.endsWith('_FAILED') &&
      !isStackEvent(deployment, event) &&
      !CANCELLED.test(event.reason ?? ''),
  );
  const onStack = events.find(
    event => event.reason && isStackEvent(deployment, event),
  );
  return {
    ...(first && {
      logicalId: first.logical_id,
      resourceType: first.resource_type,
      physicalId: first.physical_id ?? undefined,
      constructPath: paths[first.logical_id],
      source: sources[first.logical_id],
      at: first.at,
    }),
    reason:
      first?.reason ??
      options.fallback ??
      onStack?.reason ??
      'CloudFormation gave no reason.',
    rolledBack: rolledBack(deployment, events),
    next: next(obstaclesOf(deployment, events)),
  };
}

function rolledBack(
  deployment: DeploymentRow,
  events: DeploymentEventRow[],
): string[] {
  const start = rollbackStart(deployment, events);
  if (start === undefined) return [];
  return events
    .filter(
      event =>
        event.seq > start &&
        event.status.endsWith('_COMPLETE') &&
        !isStackEvent(deployment, event),
    )
    .map(event => event.logical_id)
    .filter((id, index, ids) => ids.indexOf(id) === index);
}

/** A create that is undone stops at what cannot be deleted, as a protected database: deleting the stack would stop there, too. */
function obstaclesOf(
  deployment: DeploymentRow,
  events: DeploymentEventRow[],
): string[] {
  return lastByResource(deployment, events)
    .filter(({ status }) => status === 'DELETE_FAILED')
    .map(
      event =>
        `Remove what keeps ${event.logical_id} (${event.resource_type} ${
          event.physical_id
        }) from being deleted${event.reason ? `: ${event.reason}` : '.'}`,
    );
}
