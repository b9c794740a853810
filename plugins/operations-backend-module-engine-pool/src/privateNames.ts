import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

/** Names do not change; new instances make a new key. */
const SHARED_FOR_MS = 60_000;

/** The private DNS names of instances that have one, by instance id. */
export async function privateNames(
  instanceIds: string[],
  aws: AwsHandle,
): Promise<ReadonlyMap<string, string>> {
  if (instanceIds.length === 0) return new Map();
  const ids = [...instanceIds].sort();
  const client = aws.client(EC2Client);
  return aws.read(
    {
      action: 'ec2:DescribeInstances',
      key: `PrivateDnsName ${ids.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const names = new Map<string, string>();
      for await (const { Reservations = [] } of paginateDescribeInstances(
        { client },
        { Filters: [{ Name: 'instance-id', Values: ids }] },
      )) {
        for (const instance of Reservations.flatMap(
          ({ Instances }) => Instances ?? [],
        )) {
          const { InstanceId, PrivateDnsName } = instance;
          if (InstanceId && PrivateDnsName) {
            names.set(InstanceId, PrivateDnsName);
          }
        }
      }
      return names;
    },
  );
}
