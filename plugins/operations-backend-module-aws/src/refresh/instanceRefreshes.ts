import {
  AutoScalingClient,
  DescribeInstanceRefreshesCommand,
  type InstanceRefresh,
} from '@aws-sdk/client-auto-scaling';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const ACTION = 'autoscaling:DescribeInstanceRefreshes';
const SHARED_FOR_MS = 3_000;
const LATELY = 10;

const ENDED: (string | undefined)[] = [
  'Successful',
  'Failed',
  'Cancelled',
  'RollbackSuccessful',
  'RollbackFailed',
];

/** The refresh that is under way, as AWS sees it now; a group has one at most. */
export async function activeRefresh(
  { id }: Resource,
  aws: AwsHandle,
): Promise<InstanceRefresh | undefined> {
  const refreshes = await aws.call(ACTION, () => describe(id, aws));
  return refreshes.find(isActive);
}

/** The same, shared for some seconds between all who look. */
export async function activeRefreshLately(
  { id }: Resource,
  aws: AwsHandle,
): Promise<InstanceRefresh | undefined> {
  const key = `DescribeInstanceRefreshes ${id}`;
  const refreshes = await aws.read(
    { action: ACTION, key, ttl: SHARED_FOR_MS },
    () => describe(id, aws),
  );
  return refreshes.find(isActive);
}

/** @throws when AWS does not know it */
export async function refreshById(
  { id }: Resource,
  refreshId: string,
  aws: AwsHandle,
): Promise<InstanceRefresh> {
  const [refresh] = await aws.call(ACTION, () => describe(id, aws, refreshId));
  if (!refresh) throw new Error(`AWS knows no instance refresh ${refreshId}`);
  return refresh;
}

/** Whether it still replaces instances, or rolls back. */
export function isActive({ Status }: InstanceRefresh): boolean {
  return !ENDED.includes(Status);
}

/** "InProgress: 33 % done, 2 instances to go; Waiting for …", with AWS's reason. */
export function progressOf(refresh: InstanceRefresh): string {
  const { Status, StatusReason, PercentageComplete = 0 } = refresh;
  const left = refresh.InstancesToUpdate;
  const said = [`${Status}: ${PercentageComplete} % done`];
  if (left !== undefined) said.push(`${left} instances to go`);
  return [said.join(', '), ...(StatusReason ? [StatusReason] : [])].join('; ');
}

async function describe(
  group: string,
  aws: AwsHandle,
  refreshId?: string,
): Promise<InstanceRefresh[]> {
  const { InstanceRefreshes = [] } = await aws.client(AutoScalingClient).send(
    new DescribeInstanceRefreshesCommand({
      AutoScalingGroupName: group,
      ...(refreshId
        ? { InstanceRefreshIds: [refreshId] }
        : { MaxRecords: LATELY }),
    }),
  );
  return InstanceRefreshes;
}
