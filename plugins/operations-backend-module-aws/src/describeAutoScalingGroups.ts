import {
  AutoScalingClient,
  paginateDescribeAutoScalingGroups,
  type AutoScalingGroup,
  type Instance,
} from '@aws-sdk/client-auto-scaling';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 3_000;
const ACTION = 'autoscaling:DescribeAutoScalingGroups';

/** The groups as AWS sees them now, shared for some seconds between all who look. */
export function describeAutoScalingGroups(
  resources: Resource[],
  aws: AwsHandle,
): Promise<AutoScalingGroup[]> {
  const names = resources.map(resource => resource.id).sort();
  return aws.read(
    {
      action: ACTION,
      key: `DescribeAutoScalingGroups ${names.join()}`,
      ttl: SHARED_FOR_MS,
    },
    () => readGroups(names, aws),
  );
}

/**
 * One group, read anew.
 *
 * @throws when AWS does not know it
 */
export async function describeGroupNow(
  resource: Resource,
  aws: AwsHandle,
): Promise<AutoScalingGroup> {
  const [group] = await aws.call(ACTION, () => readGroups([resource.id], aws));
  if (!group) {
    throw new Error(`AWS knows no Auto Scaling group ${resource.id}`);
  }
  return group;
}

/** Instances that take work: in service and not found unhealthy by Auto Scaling. */
export function inService(group: AutoScalingGroup): Instance[] {
  return (group.Instances ?? []).filter(
    instance =>
      instance.LifecycleState === 'InService' &&
      instance.HealthStatus !== 'Unhealthy',
  );
}

async function readGroups(
  names: string[],
  aws: AwsHandle,
): Promise<AutoScalingGroup[]> {
  const client = aws.client(AutoScalingClient);
  const groups: AutoScalingGroup[] = [];
  for await (const page of paginateDescribeAutoScalingGroups(
    { client },
    { AutoScalingGroupNames: names },
  )) {
    groups.push(...(page.AutoScalingGroups ?? []));
  }
  return groups;
}
