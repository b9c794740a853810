import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  type CacheCluster,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 5_000;
const OF_GROUPS = 'elasticache:DescribeReplicationGroups';

/** One replication group as ElastiCache sees it now, shared for some seconds. @throws when AWS does not know it */
export function describeReplicationGroup(
  id: string,
  aws: AwsHandle,
): Promise<ReplicationGroup> {
  return aws.read(
    {
      action: OF_GROUPS,
      key: `DescribeReplicationGroups ${id}`,
      ttl: SHARED_FOR_MS,
    },
    () => readGroup(id, aws),
  );
}

/** One replication group, read anew. @throws when AWS does not know it */
export function describeReplicationGroupNow(
  id: string,
  aws: AwsHandle,
): Promise<ReplicationGroup> {
  return aws.call(OF_GROUPS, () => readGroup(id, aws));
}

/** One node with its version; ElastiCache calls a node of a replication group a cache cluster. Undefined when AWS does not know it. */
export function describeNode(
  id: string,
  aws: AwsHandle,
): Promise<CacheCluster | undefined> {
  const client = aws.client(ElastiCacheClient);
  return aws.read(
    {
      action: 'elasticache:DescribeCacheClusters',
      key: `DescribeCacheClusters ${id}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const { CacheClusters: [node] = [] } = await client.send(
        new DescribeCacheClustersCommand({
          CacheClusterId: id,
          ShowCacheNodeInfo: true,
        }),
      );
      return node;
    },
  );
}

async function readGroup(
  id: string,
  aws: AwsHandle,
): Promise<ReplicationGroup> {
  const { ReplicationGroups: [group] = [] } = await aws
    .client(ElastiCacheClient)
    .send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id }));
  if (!group) throw new Error(`AWS knows no replication group ${id}`);
  return group;
}
