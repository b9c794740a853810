import {
  ElastiCacheClient,
  TestFailoverCommand,
  type NodeGroup,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { ConflictError } from '@backstage/errors';
import {
  defineOperation,
  type OperationTarget,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import {
  describeReplicationGroup,
  describeReplicationGroupNow,
} from './describeReplicationGroups';

const GIVE_UP_MINUTES = 30;
/** Amazon ElastiCache API Reference, TestFailover. */
const MOST_IN_A_DAY = 15;

/** Replaces the primary of a cache by its replica, as ElastiCache would do when the primary fails. Only for one shard with a replica. */
export const testFailover = defineOperation({
  id: 'test-failover',
  title: 'Test failover',
  on: 'unit',
  destructive: true,
  input: z.strictObject({}),

  async offered(target, { aws }) {
    return (
      refusal(await describeReplicationGroup(idOf(target), aws)) === undefined
    );
  },

  async now(target, { aws }) {
    const group = await describeReplicationGroup(idOf(target), aws);
    const { primary, replicas } = rolesOf(shardOf(group));
    return {
      values: {},
      sentence: `${primary} is the primary; ${replicas.length} could replace it`,
    };
  },

  async effect(target, _input, { aws }) {
    const group = await describeReplicationGroupNow(idOf(target), aws);
    refuse(group);
    const { primary, replicas } = rolesOf(shardOf(group));
    return {
      sentence: `Ends primary ${primary}: nothing can be written until ${replicas.join(
        ' or ',
      )} is promoted, and its connections break. AWS allows ${MOST_IN_A_DAY} such tests in 24 hours`,
      destructive: true,
    };
  },

  async run(target, _input, context) {
    const id = idOf(target);
    const { aws } = context;
    const before = await describeReplicationGroupNow(id, aws);
    refuse(before);
    const shard = shardOf(before);
    const { primary } = rolesOf(shard);
    await aws.call('elasticache:TestFailover', () =>
      aws.client(ElastiCacheClient).send(
        new TestFailoverCommand({
          ReplicationGroupId: id,
          NodeGroupId: shard?.NodeGroupId,
        }),
      ),
    );
    return followUntil(context, GIVE_UP_MINUTES, async () => {
      const group = await describeReplicationGroupNow(id, aws);
      const now = rolesOf(shardOf(group)).primary;
      const promoted = now !== undefined && now !== primary;
      if (promoted && group.Status === 'available') {
        return { done: `${now} is the primary instead of ${primary}` };
      }
      return {
        now: promoted
          ? `${now} is the primary; ElastiCache replaces ${primary} and says ${group.Status}`
          : `${primary} is still the primary; ElastiCache says ${group.Status}`,
      };
    });
  },
});

function idOf(target: OperationTarget): string {
  if (target.kind !== 'unit') {
    throw new TypeError('Only a cache can fail over');
  }
  return target.unit.resourceId;
}

function shardOf(group: ReplicationGroup): NodeGroup | undefined {
  return group.NodeGroups?.[0];
}

function rolesOf(shard: NodeGroup | undefined) {
  const ids = (role: string) =>
    (shard?.NodeGroupMembers ?? [])
      .filter(({ CurrentRole }) => CurrentRole === role)
      .flatMap(({ CacheClusterId }) => CacheClusterId ?? []);
  return { primary: ids('primary').at(0), replicas: ids('replica') };
}

/** Why it cannot be done; undefined when it can. */
function refusal(group: ReplicationGroup): string | undefined {
  const shards = group.NodeGroups?.length ?? 0;
  if (group.AutomaticFailover !== 'enabled') {
    return 'its automatic failover is not enabled';
  }
  if (shards !== 1) return `it has ${shards} shards: 1 is supported`;
  return rolesOf(shardOf(group)).replicas.length === 0
    ? 'it has no replica'
    : undefined;
}

function refuse(group: ReplicationGroup): void {
  const reason = refusal(group);
  if (reason) {
    throw new ConflictError(
      `${group.ReplicationGroupId} cannot fail over: ${reason}`,
    );
  }
}
