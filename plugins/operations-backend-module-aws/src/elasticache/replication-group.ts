import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type ChartReading,
  type Resource,
  type Source,
  type SourceContext,
  type StackView,
  type UnitReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf, onOff, worstOf, type Condition } from '../condition';
import { cacheConnections } from './cacheConnections';
import {
  NODE_CHARTS,
  NODE_MEASUREMENTS,
  ofNode,
  REPLICATION_LAG,
  type CacheMetric,
} from './cacheMetrics';
import {
  cacheCondition,
  isPrimary,
  nodesOf,
  partOf,
  type CacheNode,
} from './cacheNodes';
import { describeReplicationGroup } from './describeReplicationGroups';
import { testFailover } from './testFailover';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';

/** Redis and Valkey replication groups as units, their nodes as parts. */
export const replicationGroup: Source = {
  resourceType: TYPE,
  title: 'Cache',
  words: { one: 'cache', many: 'caches', healthy: 'available' },
  operations: [testFailover],
  partMetrics: NODE_MEASUREMENTS.map(metric => ({
    ...metric,
    query: part => ofNode(metric, part.name),
  })),

  async units(resources, context) {
    return (await readGroups(resources, context)).map(unitOf);
  },

  async health(resources, context) {
    return (await readGroups(resources, context)).map(reading =>
      signalOf(reading, context.stack),
    );
  },

  async charts(resources, context) {
    const groups = await readGroups(resources, context);
    const nodes = groups.flatMap(group => group.nodes);
    const replicas = nodes.filter(node => !isPrimary(node));
    return [
      ...NODE_CHARTS.map(metric => chartOf(metric, nodes)),
      ...(replicas.length > 0 ? [chartOf(REPLICATION_LAG, replicas)] : []),
    ];
  },

  async connections(resources, context) {
    const groups = await Promise.all(
      resources.map(({ id }) => describeReplicationGroup(id, context.aws)),
    );
    return cacheConnections(groups, context);
  },
};

interface GroupReading {
  resource: Resource;
  group: ReplicationGroup;
  nodes: CacheNode[];
}

function readGroups(
  resources: Resource[],
  { aws }: SourceContext,
): Promise<GroupReading[]> {
  return Promise.all(
    resources.map(async resource => {
      const group = await describeReplicationGroup(resource.id, aws);
      return { resource, group, nodes: await nodesOf(group, aws) };
    }),
  );
}

function unitOf({ resource, group, nodes }: GroupReading): UnitReading {
  const parts = nodes.map(partOf);
  return {
    key: group.ARN ?? resource.id,
    name: resource.id,
    kind: 'cache',
    resourceType: TYPE,
    resourceId: resource.id,
    zone: [...new Set(parts.flatMap(({ zone }) => zone ?? []))]
      .sort()
      .join(', '),
    size: group.CacheNodeType,
    state: group.Status ?? 'unknown',
    ...conditionOf(group, nodes),
    launchedAt: group.ReplicationGroupCreateTime?.toISOString(),
    version: versionOf(group, nodes),
    count: {
      running: parts.filter(({ status }) => status === 'healthy').length,
      desired: parts.length,
    },
    parts,
    facts: groupFacts(group, nodes),
  };
}

/** A replica in trouble degrades; a primary in trouble is as bad as it is itself. */
function conditionOf(group: ReplicationGroup, nodes: CacheNode[]): Condition {
  return worstOf([
    cacheCondition(group.Status),
    ...nodes.map(node => {
      const { status, reason } = cacheCondition(
        node.cluster?.CacheClusterStatus ?? group.Status,
      );
      return {
        status:
          status === 'unhealthy' && !isPrimary(node) ? 'degraded' : status,
        ...(reason && { reason: `node ${node.id}: ${reason}` }),
      } satisfies Condition;
    }),
  ]);
}

function groupFacts(group: ReplicationGroup, nodes: CacheNode[]) {
  const [shard] = group.NodeGroups ?? [];
  const endpoint = group.ConfigurationEndpoint ?? shard?.PrimaryEndpoint;
  return factsOf([
    ['Engine', versionOf(group, nodes)],
    ['Endpoint', endpoint?.Address, 'id'],
    ['Reader endpoint', shard?.ReaderEndpoint?.Address, 'id'],
    ['Port', endpoint?.Port?.toString()],
    ['Node type', group.CacheNodeType],
    ['Automatic failover', group.AutomaticFailover],
    ['Nodes in several zones', group.MultiAZ],
    ['Encryption in transit', onOff(group.TransitEncryptionEnabled)],
    ['Encryption at rest', onOff(group.AtRestEncryptionEnabled)],
    ['Password', onOff(group.AuthTokenEnabled)],
  ]);
}

function versionOf(group: ReplicationGroup, nodes: CacheNode[]): string {
  const [first] = nodes;
  const engine = group.Engine ?? first?.cluster?.Engine;
  return [engine, first?.cluster?.EngineVersion].filter(Boolean).join(' ');
}

function signalOf(
  { resource, group, nodes }: GroupReading,
  stack: StackView,
): Signal {
  const { status, reason } = conditionOf(group, nodes);
  const count = nodes.length;
  return {
    key: `replication-group/${resource.logicalId}`,
    title: `Cache ${shortName(resource.id, stack)}`,
    status,
    sentence: reason ?? `${count} of ${count} nodes available`,
    resourceType: TYPE,
    resourceId: resource.id,
    aboutUnits: true,
    facts: [],
  };
}

function chartOf(metric: CacheMetric, nodes: CacheNode[]): ChartReading {
  const { name: _name, statistic: _statistic, ...title } = metric;
  return {
    ...title,
    series: nodes.map(({ id }) => ({
      id: `${metric.id}/${id}`,
      title: id,
      query: ofNode(metric, id),
    })),
  };
}
