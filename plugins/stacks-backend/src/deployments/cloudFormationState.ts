import type {
  DeploymentState,
  StackState,
} from '@enginehouse/plugin-stacks-common';

/**
 * What CloudFormation's stack statuses mean to us.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
const MEANINGS: Record<string, StackState> = {
  REVIEW_IN_PROGRESS: 'planned',
  CREATE_IN_PROGRESS: 'deploying',
  CREATE_COMPLETE: 'deployed',
  CREATE_FAILED: 'create-failed',
  ROLLBACK_IN_PROGRESS: 'rolling-back',
  ROLLBACK_COMPLETE: 'create-failed',
  ROLLBACK_FAILED: 'create-failed',
  UPDATE_IN_PROGRESS: 'deploying',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'deploying',
  UPDATE_COMPLETE: 'deployed',
  UPDATE_FAILED: 'rollback-failed',
  UPDATE_ROLLBACK_IN_PROGRESS: 'rolling-back',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'rolling-back',
  UPDATE_ROLLBACK_COMPLETE: 'rolled-back',
  UPDATE_ROLLBACK_FAILED: 'rollback-failed',
  IMPORT_IN_PROGRESS: 'deploying',
  IMPORT_COMPLETE: 'deployed',
  IMPORT_ROLLBACK_IN_PROGRESS: 'rolling-back',
  IMPORT_ROLLBACK_COMPLETE: 'rolled-back',
  IMPORT_ROLLBACK_FAILED: 'rollback-failed',
  DELETE_IN_PROGRESS: 'destroying',
  DELETE_COMPLETE: 'destroyed',
  DELETE_FAILED: 'delete-failed',
};

/** Our state of a stack that CloudFormation reports in `status`. */
export function stackStateOfStatus(status: string): StackState {
  return MEANINGS[status] ?? 'unknown';
}

/** The state of the deployment that brought its stack into `status`. */
export function deploymentStateOfStatus(status: string): DeploymentState {
  const state = stackStateOfStatus(status);
  return state === 'planned' || state === 'unknown' ? 'deploying' : state;
}

/** Whether CloudFormation does nothing more of itself in this status. */
export function isAtRest(status: string): boolean {
  return status !== '' && !status.endsWith('_IN_PROGRESS');
}
