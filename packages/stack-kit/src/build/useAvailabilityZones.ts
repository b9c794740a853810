import { Stack } from 'aws-cdk-lib';

/**
 * Tells CDK the zones of the stack's region, so that a `Vpc` does not ask AWS. The key
 * is the one `cdk.context.json` uses. Call it before the first child is added.
 */
export function useAvailabilityZones(stack: Stack, zones: string[]): void {
  stack.node.setContext(
    `availability-zones:account=${stack.account}:region=${stack.region}`,
    zones,
  );
}
