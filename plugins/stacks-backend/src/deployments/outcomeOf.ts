import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Output } from '@enginehouse/plugin-stacks-common';
import type { DeploymentEventRow, DeploymentRow } from '../database/rows';
import type { Execution } from '../planning/types';
import type { Outcome } from './DeploymentJournal';
import { deploymentStateOfStatus, isAtRest } from './cloudFormationState';
import { failureOf } from './failureOf';

/**
 * How CloudFormation left a deployment.
 *
 * @param options - `ownStatus`: the last stack status among the deployment's own events. It counts unless somebody else's operation overtook it.
 */
export function outcomeOf(options: {
  deployment: DeploymentRow;
  stack: Stack | undefined;
  ownStatus: string | undefined;
  events: DeploymentEventRow[];
  paths: Record<string, string>;
  sources?: Record<string, string>;
  /** Output key → what it is to others. */
  outputs?: Execution['outputs'];
}): Outcome {
  const { deployment, stack, ownStatus, events, paths, sources } = options;
  const found = stack?.StackStatus ?? 'DELETE_COMPLETE';
  const gone = found === 'DELETE_COMPLETE';
  const status = !gone && ownStatus && isAtRest(ownStatus) ? ownStatus : found;
  const state = deploymentStateOfStatus(status);
  const failure = failureOf({
    deployment,
    state,
    events,
    paths,
    sources,
    fallback: stack?.StackStatusReason,
  });
  const overtaken = gone && (deployment.kind !== 'destroy' || !ownStatus);
  return {
    state,
    status,
    failure,
    reason: overtaken
      ? 'The stack was deleted outside the portal.'
      : failure?.reason,
    updatedAt: (stack?.LastUpdatedTime ?? stack?.CreationTime)?.toISOString(),
    outputs:
      state === 'deployed' ? toOutputs(stack, options.outputs) : undefined,
  };
}

function toOutputs(
  stack: Stack | undefined,
  known: Execution['outputs'] = {},
): Output[] {
  return (stack?.Outputs ?? []).map(({ OutputKey = '', ...output }) => {
    const capability = known[OutputKey]?.capability;
    return {
      key: OutputKey,
      value: output.OutputValue ?? '',
      description: output.Description,
      ...(capability && { capability }),
    };
  });
}
