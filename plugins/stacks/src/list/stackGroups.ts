import type { StackState } from '@enginehouse/plugin-stacks-common';

export const runningStates: StackState[] = [
  'deploying',
  'settling',
  'rolling-back',
  'destroying',
];

export const failedStates: StackState[] = [
  'rolled-back',
  'create-failed',
  'rollback-failed',
  'delete-failed',
];
