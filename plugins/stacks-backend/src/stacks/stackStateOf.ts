import type {
  DeploymentState,
  StackState,
} from '@enginehouse/plugin-stacks-common';

/** What a stack is while, and after, a deployment is in a state; undefined where the deployment left it as it was. */
export function stackStateOf(state: DeploymentState): StackState | undefined {
  switch (state) {
    case 'not-started':
      return undefined;
    case 'starting':
      return 'deploying';
    case 'cancelled':
      return 'rolled-back';
    default:
      return state;
  }
}
