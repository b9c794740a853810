import { free, standing, times, unpriced, usage } from '../Charge';
import { numberOf, textOf } from '../literals';
import { membersOf, Properties, StackView } from '../StackView';
import {
  addedReaders,
  capacityOf,
  clusterCapacity,
  isServerless,
  scaledCluster,
} from './aurora';
import { Pricer } from './Pricer';

/** `io-optimized` clusters pay more for capacity and storage, and nothing for I/O. */
function editionOf(cluster: Properties): string {
  return cluster.StorageType === 'aurora-iopt1' ? 'io-optimized' : 'standard';
}

/** Storage and I/O; capacity is charged at the instances. */
export const dbCluster: Pricer = function* dbCluster({ properties }) {
  if (!textOf(properties, 'Engine').startsWith('aurora-')) {
    yield unpriced('Of clusters, only those of Aurora are priced.');
    return;
  }
  const edition = editionOf(properties);
  yield usage('Storage of the database', `aurora/storage.${edition}`);
  if (edition === 'standard') {
    yield usage('I/O of the database', 'aurora/io.standard');
  }
  yield usage('Backups beyond the size of the database', 'aurora/backup');
};

export const dbInstance: Pricer = function* dbInstance(instance, stack) {
  const { properties } = instance;
  const cluster = stack.target(properties.DBClusterIdentifier);
  if (!cluster) {
    yield unpriced('Of database instances, only those of Aurora are priced.');
    return;
  }
  const edition = editionOf(cluster.properties);
  if (isServerless(instance)) {
    yield standing(
      'Aurora serverless capacity',
      ...([`aurora/serverless-v2.${edition}`, capacityOf(cluster)] as const),
    );
  } else {
    const type = textOf(properties, 'DBInstanceClass');
    const engine = textOf(cluster.properties, 'Engine').replace('aurora-', '');
    yield standing(
      `Instance ${type}`,
      `aurora/${
        engine === 'postgresql' ? 'postgres' : engine
      }.${type}.${edition}`,
    );
  }
  if (numberOf(properties, 'PerformanceInsightsRetentionPeriod', 7) > 7) {
    yield unpriced('Performance Insights kept for longer than 7 days.');
  }
};

/** Scaling is no charge; the readers it adds are. */
export const scalableTarget: Pricer = (target, stack) => {
  const { properties } = target;
  if (properties.ScalableDimension !== 'rds:cluster:ReadReplicaCount') {
    return [free('What it scales is charged where it is.')];
  }
  const { properties: cluster, ...resource } = scaledCluster(target, stack);
  const readers = addedReaders(target, stack);
  if (readers.max === 0) return [free('It adds no readers.')];
  return [
    standing(
      'Aurora serverless capacity of readers that scaling adds',
      `aurora/serverless-v2.${editionOf(cluster)}`,
      times(readers, capacityOf({ ...resource, properties: cluster })),
    ),
  ];
};

/** The least that is charged for a proxy, in Aurora capacity units (AWS: Amazon RDS Proxy pricing). */
const PROXY_LEAST = 8;

export const dbProxy: Pricer = (proxy, stack) => {
  const clusters = clustersBehind(proxy.logicalId, stack);
  const charged = clusters.map(cluster => clusterCapacity(cluster, stack));
  const sum = (end: 'min' | 'max') =>
    charged.reduce((total, range) => total + range[end], 0);
  return [
    standing(
      `Proxy, by the capacity of its databases, ${PROXY_LEAST} units at least`,
      'rds-proxy/serverless-v2',
      {
        min: Math.max(PROXY_LEAST, sum('min')),
        max: Math.max(PROXY_LEAST, sum('max')),
      },
    ),
  ];
};

function clustersBehind(proxyId: string, stack: StackView) {
  const identifiers = stack
    .ofType('AWS::RDS::DBProxyTargetGroup')
    .filter(
      ({ properties }) =>
        stack.target(properties.DBProxyName)?.logicalId === proxyId,
    )
    .flatMap(({ properties }) => membersOf(properties.DBClusterIdentifiers));
  return identifiers.flatMap(id => stack.target(id) ?? []);
}

export const replicationGroup: Pricer = function* replicationGroup({
  properties,
}) {
  const type = textOf(properties, 'CacheNodeType');
  const engine = textOf(properties, 'Engine', 'redis');
  const nodes =
    properties.NumNodeGroups === undefined
      ? numberOf(properties, 'NumCacheClusters', 1)
      : numberOf(properties, 'NumNodeGroups') *
        (1 + numberOf(properties, 'ReplicasPerNodeGroup', 0));
  yield standing(`Node ${type}`, `elasticache/${engine}.${type}`, nodes);
  if (numberOf(properties, 'SnapshotRetentionLimit', 0) > 0) {
    yield usage('Backups of the cache', 'elasticache/backup');
  }
};
