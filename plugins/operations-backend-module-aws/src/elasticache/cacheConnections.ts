import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Connection } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import { bastionOf } from '../connections/bastion';
import { redisSteps } from '../connections/redisSteps';
import { tunnelFacts, tunnelStep } from '../connections/tunnel';

/** The way to caches through the stack's bastion; none without one. */
export async function cacheConnections(
  groups: ReplicationGroup[],
  context: SourceContext,
): Promise<Connection[]> {
  const bastion = await bastionOf(context);
  if (!bastion) return [];
  return groups.flatMap(group => {
    const endpoint =
      group.ConfigurationEndpoint ?? group.NodeGroups?.[0]?.PrimaryEndpoint;
    if (endpoint?.Address === undefined) return [];
    const destination = { host: endpoint.Address, port: endpoint.Port ?? 6379 };
    return [
      {
        id: `replication-group/${group.ReplicationGroupId}`,
        title: `Cache ${shortName(
          group.ReplicationGroupId ?? '',
          context.stack,
        )}`,
        description: descriptionOf(group),
        steps: [
          tunnelStep(context.stack.region, bastion, destination),
          ...redisSteps({
            destination,
            tls: group.TransitEncryptionEnabled ?? false,
            password: group.AuthTokenEnabled ?? false,
          }),
        ],
        facts: tunnelFacts(bastion, destination),
      },
    ];
  });
}

function descriptionOf({ ClusterEnabled }: ReplicationGroup): string {
  const way =
    'The cache has no public address: a tunnel of Session Manager leads to its primary through an instance of the stack.';
  return ClusterEnabled
    ? `${way} Only the keys of one shard are reached like this: the others answer at addresses that the tunnel does not lead to.`
    : way;
}
