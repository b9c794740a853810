import {
  AutoScalingClient,
  InstanceRefreshInProgressFault,
  StartInstanceRefreshCommand,
  type RefreshPreferences,
} from '@aws-sdk/client-auto-scaling';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';
import { activeRefresh } from './instanceRefreshes';

/**
 * Begins an instance refresh. Two who begin at once follow one.
 *
 * @returns the id of the refresh
 */
export async function beginRefresh(
  resource: Resource,
  preferences: RefreshPreferences,
  aws: AwsHandle,
): Promise<string> {
  try {
    const { InstanceRefreshId } = await aws.call(
      'autoscaling:StartInstanceRefresh',
      () =>
        aws.client(AutoScalingClient).send(
          new StartInstanceRefreshCommand({
            AutoScalingGroupName: resource.id,
            Preferences: preferences,
          }),
        ),
    );
    if (InstanceRefreshId) return InstanceRefreshId;
  } catch (error) {
    if (!isInProgress(error)) throw error;
  }
  const underWay = await activeRefresh(resource, aws);
  if (!underWay?.InstanceRefreshId) {
    throw new Error(`AWS has begun no instance refresh of ${resource.id}`);
  }
  return underWay.InstanceRefreshId;
}

/** Errors are mapped on their way; what AWS said is their cause. */
function isInProgress(error: unknown): boolean {
  return (
    error instanceof InstanceRefreshInProgressFault ||
    (error instanceof Error && isInProgress(error.cause))
  );
}
