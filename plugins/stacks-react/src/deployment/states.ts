import type {
  Deployment,
  DeploymentState,
  StackState,
} from '@enginehouse/plugin-stacks-common';

const running: ReadonlySet<string> = new Set([
  'starting',
  'deploying',
  'settling',
  'rolling-back',
  'destroying',
] satisfies DeploymentState[]);

const failed: ReadonlySet<string> = new Set([
  'rolled-back',
  'create-failed',
  'rollback-failed',
  'delete-failed',
  'not-started',
] satisfies DeploymentState[]);

/** Whether CloudFormation or the units are still moving. @public */
export function isRunning(state: DeploymentState | StackState): boolean {
  return running.has(state);
}

/** Whether it ended otherwise than it was meant to. @public */
export function isFailed(state: DeploymentState | StackState): boolean {
  return failed.has(state);
}

/** Milliseconds it has taken, up to `now` while it runs. @public */
export function durationOf(
  deployment: Pick<Deployment, 'startedAt' | 'endedAt'>,
  now: number,
): number {
  const end = deployment.endedAt ? Date.parse(deployment.endedAt) : now;
  return Math.max(0, end - Date.parse(deployment.startedAt));
}
