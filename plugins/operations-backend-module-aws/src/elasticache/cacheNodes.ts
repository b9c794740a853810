import type {
  CacheCluster,
  NodeGroupMember,
  ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import type {
  AwsHandle,
  PartReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf, HEALTHY, type Condition } from '../condition';
import { describeNode } from './describeReplicationGroups';

/** One node of a replication group. */
export interface CacheNode {
  id: string;
  /** Of its shard. */
  shard: string;
  member: NodeGroupMember;
  /** Undefined when AWS lists it in the group only. */
  cluster?: CacheCluster;
}

/** The nodes of a group, shard by shard, the primary first. */
export async function nodesOf(
  group: ReplicationGroup,
  aws: AwsHandle,
): Promise<CacheNode[]> {
  const members = (group.NodeGroups ?? []).flatMap(shard =>
    (shard.NodeGroupMembers ?? []).map(member => ({
      id: member.CacheClusterId ?? '',
      shard: shard.NodeGroupId ?? '',
      member,
    })),
  );
  const nodes = await Promise.all(
    members.map(async node => ({
      ...node,
      cluster: await describeNode(node.id, aws),
    })),
  );
  return nodes.sort(
    (a, b) =>
      a.shard.localeCompare(b.shard) ||
      Number(isPrimary(b)) - Number(isPrimary(a)) ||
      a.id.localeCompare(b.id),
  );
}

export function isPrimary({ member }: CacheNode): boolean {
  return member.CurrentRole === 'primary';
}

/** What ElastiCache's status of a group or node means: "ElastiCache says modifying". */
export function cacheCondition(status = 'nothing'): Condition {
  const reason = `ElastiCache says ${status}`;
  switch (status) {
    case 'available':
    case 'snapshotting':
      return HEALTHY;
    case 'creating':
    case 'modifying':
    case 'rebooting':
    case 'rebooting cluster nodes':
      return { status: 'degraded', reason };
    case 'create-failed':
    case 'incompatible-network':
    case 'restore-failed':
      return { status: 'unhealthy', reason };
    default:
      return { status: 'unknown', reason };
  }
}

/** A node as a part. */
export function partOf({ id, shard, member, cluster }: CacheNode): PartReading {
  const status = cluster?.CacheClusterStatus;
  return {
    key: cluster?.ARN ?? id,
    name: id,
    kind: 'node',
    role: member.CurrentRole,
    zone:
      member.PreferredAvailabilityZone ?? cluster?.PreferredAvailabilityZone,
    size: cluster?.CacheNodeType,
    state: status ?? 'unknown',
    ...cacheCondition(status),
    version: cluster?.EngineVersion,
    startedAt: cluster?.CacheClusterCreateTime?.toISOString(),
    facts: factsOf([['Shard', shard]]),
  };
}
