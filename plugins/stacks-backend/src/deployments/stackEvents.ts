import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';

/** Whether the event belongs to the deployment: only those with its token do, whatever happened at the same time. */
export function isOwnEvent(
  deployment: Pick<DeploymentRow, 'id'>,
  event: StackEvent,
): boolean {
  return event.ClientRequestToken === deployment.id;
}

/** Whether the event is about the stack itself, not about one of its resources or a nested stack. */
export function isStackEvent(
  deployment: Pick<DeploymentRow, 'stack_id'>,
  event: Pick<DeploymentEventRow, 'physical_id' | 'resource_type'>,
): boolean {
  return (
    event.resource_type === 'AWS::CloudFormation::Stack' &&
    event.physical_id === deployment.stack_id
  );
}

/** The last status of the stack itself among the events. */
export function lastStackStatus(
  deployment: Pick<DeploymentRow, 'stack_id'>,
  events: DeploymentEventRow[],
): string | undefined {
  return events.filter(event => isStackEvent(deployment, event)).pop()?.status;
}

/** The last status of each resource, in the order they first appeared. */
export function lastByResource(
  deployment: Pick<DeploymentRow, 'stack_id'>,
  events: DeploymentEventRow[],
): DeploymentEventRow[] {
  const last = new Map<string, DeploymentEventRow>();
  for (const event of events) {
    if (!isStackEvent(deployment, event)) last.set(event.logical_id, event);
  }
  return [...last.values()];
}

/** The seq of the event that began the stack's rollback. */
export function rollbackStart(
  deployment: Pick<DeploymentRow, 'stack_id'>,
  events: DeploymentEventRow[],
): number | undefined {
  return events.find(
    event =>
      event.status.endsWith('ROLLBACK_IN_PROGRESS') &&
      isStackEvent(deployment, event),
  )?.seq;
}
