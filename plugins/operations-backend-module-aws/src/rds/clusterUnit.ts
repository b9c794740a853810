import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type {
  PartReading,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { factsOf, onOff, withUnit, type Condition } from '../condition';
import { databaseCondition } from './databaseCondition';

/** One instance of a cluster. */
export interface Member {
  id: string;
  writer: boolean;
  /** RDS promotes the lowest first. */
  tier: number;
  condition: Condition;
  /** Undefined while RDS lists it in the cluster only. */
  instance?: DBInstance;
}

/** The instances of a cluster, the writer first, then in the order in which RDS would promote them. */
export function membersOf(
  cluster: DBCluster,
  instances: DBInstance[],
): Member[] {
  return (cluster.DBClusterMembers ?? [])
    .map(member => {
      const id = member.DBInstanceIdentifier ?? '';
      const instance = instances.find(
        ({ DBInstanceIdentifier }) => DBInstanceIdentifier === id,
      );
      return {
        id,
        writer: member.IsClusterWriter ?? false,
        tier: member.PromotionTier ?? instance?.PromotionTier ?? 1,
        condition: databaseCondition(instance?.DBInstanceStatus),
        instance,
      };
    })
    .sort(
      (a, b) =>
        Number(b.writer) - Number(a.writer) ||
        a.tier - b.tier ||
        a.id.localeCompare(b.id),
    );
}

/** A cluster as a unit, its instances as parts. */
export function clusterUnit(
  resourceType: string,
  cluster: DBCluster,
  members: Member[],
  condition: Condition,
): UnitReading {
  const id = cluster.DBClusterIdentifier ?? '';
  return {
    key: cluster.DBClusterArn ?? id,
    name: id,
    kind: 'database',
    resourceType,
    resourceId: id,
    zone: zonesOf(members),
    state: cluster.Status ?? 'unknown',
    ...condition,
    launchedAt: cluster.ClusterCreateTime?.toISOString(),
    version: versionOf(cluster),
    count: {
      running: members.filter(
        ({ condition: { status } }) => status === 'healthy',
      ).length,
      desired: members.length,
    },
    parts: members.map(partOf),
    facts: clusterFacts(cluster, members),
  };
}

function partOf({
  id,
  writer,
  tier,
  condition,
  instance,
}: Member): PartReading {
  return {
    key: instance?.DBInstanceArn ?? id,
    name: id,
    kind: 'instance',
    role: writer ? 'writer' : 'reader',
    zone: instance?.AvailabilityZone,
    size: instance?.DBInstanceClass,
    state: instance?.DBInstanceStatus ?? 'unknown',
    ...condition,
    version: instance?.EngineVersion,
    startedAt: instance?.InstanceCreateTime?.toISOString(),
    facts: factsOf([['Promotion tier', String(tier)]]),
  };
}

function clusterFacts(cluster: DBCluster, members: Member[]) {
  const acu = cluster.ServerlessV2ScalingConfiguration;
  return factsOf([
    ['Engine', versionOf(cluster)],
    ['Endpoint', cluster.Endpoint, 'id'],
    ['Reader endpoint', cluster.ReaderEndpoint, 'id'],
    ['Port', cluster.Port?.toString()],
    ['Database', cluster.DatabaseName, 'id'],
    ['Capacity', acu && `${acu.MinCapacity} to ${acu.MaxCapacity} ACU each`],
    ['Deletion protection', onOff(cluster.DeletionProtection)],
    ['IAM authentication', onOff(cluster.IAMDatabaseAuthenticationEnabled)],
    [
      'Performance Insights',
      onOff(
        members.every(({ instance }) => instance?.PerformanceInsightsEnabled),
      ),
    ],
    ['Encryption at rest', onOff(cluster.StorageEncrypted)],
    ['Backups kept', withUnit(cluster.BackupRetentionPeriod, 'days')],
  ]);
}

function versionOf({ Engine, EngineVersion }: DBCluster): string {
  return [Engine, EngineVersion].filter(Boolean).join(' ');
}

function zonesOf(members: Member[]): string | undefined {
  const zones = members.flatMap(
    ({ instance }) => instance?.AvailabilityZone ?? [],
  );
  return [...new Set(zones)].sort().join(', ') || undefined;
}
