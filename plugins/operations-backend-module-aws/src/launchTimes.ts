import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

/** Launch times do not change; new instances make a new key. */
const SHARED_FOR_MS = 60_000;

/** When instances were launched, ISO 8601 by instance id. */
export async function launchTimes(
  instanceIds: string[],
  aws: AwsHandle,
): Promise<ReadonlyMap<string, string>> {
  if (instanceIds.length === 0) return new Map();
  const ids = [...instanceIds].sort();
  const client = aws.client(EC2Client);
  return aws.read(
    {
      action: 'ec2:DescribeInstances',
      key: `DescribeInstances ${ids.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const times = new Map<string, string>();
      for await (const page of paginateDescribeInstances(
        { client },
        { Filters: [{ Name: 'instance-id', Values: ids }] },
      )) {
        for (const { Instances } of page.Reservations ?? []) {
          for (const { InstanceId, LaunchTime } of Instances ?? []) {
            if (InstanceId && LaunchTime) {
              times.set(InstanceId, LaunchTime.toISOString());
            }
          }
        }
      }
      return times;
    },
  );
}
