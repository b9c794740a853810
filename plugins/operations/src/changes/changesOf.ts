import type { OperationRun } from '@enginehouse/plugin-operations-common';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';

/** Something that somebody did to the stack. */
export type Change = { id: string; at: string } & (
  | { deployment: DeploymentSummary }
  | { run: OperationRun }
);

/** Deployments and operations together, newest first. */
export function changesOf(
  deployments: DeploymentSummary[],
  runs: OperationRun[],
): Change[] {
  return [
    ...deployments.map(deployment => ({
      id: deployment.id,
      at: deployment.startedAt,
      deployment,
    })),
    ...runs.map(run => ({ id: run.id, at: run.startedAt, run })),
  ].sort((a, b) => b.at.localeCompare(a.at));
}
