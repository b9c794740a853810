import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type AwsHandle,
  type Resource,
  type Source,
  type StackView,
} from '@enginehouse/plugin-operations-node';
import { HEALTHY, worstOf, type Condition } from '../condition';
import { clusterConnections } from './clusterConnections';
import { clusterUnit, membersOf, type Member } from './clusterUnit';
import { databaseCondition } from './databaseCondition';
import {
  CAPACITY,
  CONNECTIONS,
  CPU,
  DATABASES,
  instanceCharts,
  ofCluster,
  ofInstance,
} from './databaseMetrics';
import { describeClusters, describeInstances } from './describeDatabases';
import { failover } from './failover';

const TYPE = 'AWS::RDS::DBCluster';

/** Aurora clusters as units, their instances as parts. */
export const dbCluster: Source = {
  resourceType: TYPE,
  title: 'Database cluster',
  words: DATABASES,
  operations: [failover],
  unitMetrics: [CPU, CAPACITY].map(metric => ({
    ...metric,
    query: unit =>
      unit.resourceType === TYPE ? ofCluster(metric, unit.name) : undefined,
  })),
  partMetrics: [CPU, CAPACITY, CONNECTIONS].map(metric => ({
    ...metric,
    query: part => ofInstance(metric, part.name),
  })),

  async units(resources, { aws }) {
    return (await readClusters(resources, aws)).flatMap(
      ({ cluster, members, condition }) =>
        cluster ? [clusterUnit(TYPE, cluster, members, condition)] : [],
    );
  },

  async health(resources, { aws, stack }) {
    return (await readClusters(resources, aws)).map(reading =>
      signalOf(reading, stack),
    );
  },

  async charts(resources, { aws }) {
    const clusters = await readClusters(resources, aws);
    const members = clusters.flatMap(reading => reading.members);
    return instanceCharts(
      members.map(({ id }) => id),
      {
        serverless: clusters.some(
          ({ cluster }) => cluster?.ServerlessV2ScalingConfiguration,
        ),
        readers: members.filter(({ writer }) => !writer).map(({ id }) => id),
      },
    );
  },

  async connections(resources, context) {
    const ids = resources.map(({ id }) => id);
    return clusterConnections(
      await describeClusters(ids, context.aws),
      context,
    );
  },
};

interface ClusterReading {
  resource: Resource;
  /** Undefined when AWS does not know it. */
  cluster?: DBCluster;
  members: Member[];
  condition: Condition;
}

async function readClusters(
  resources: Resource[],
  aws: AwsHandle,
): Promise<ClusterReading[]> {
  const ids = resources.map(({ id }) => id);
  const [clusters, instances] = await Promise.all([
    describeClusters(ids, aws),
    describeInstances('db-cluster-id', ids, aws),
  ]);
  return resources.map(resource => readingOf(resource, clusters, instances));
}

function readingOf(
  resource: Resource,
  clusters: DBCluster[],
  instances: DBInstance[],
): ClusterReading {
  const cluster = clusters.find(
    ({ DBClusterIdentifier }) => DBClusterIdentifier === resource.id,
  );
  if (!cluster) {
    const reason = 'AWS does not know the database cluster';
    return {
      resource,
      members: [],
      condition: { status: 'unhealthy', reason },
    };
  }
  const members = membersOf(cluster, instances);
  return {
    resource,
    cluster,
    members,
    condition: conditionOf(cluster, members),
  };
}

/** A reader that is not there costs capacity and failover; a writer that is not there costs the database. */
function conditionOf(cluster: DBCluster, members: Member[]): Condition {
  const writer = members.find(member => member.writer);
  return worstOf([
    databaseCondition(cluster.Status),
    writer
      ? named('writer', writer)
      : { status: 'unhealthy', reason: 'it has no writer' },
    ...members.filter(member => member !== writer).map(ofReader),
  ]);
}

function named(role: string, { id, condition }: Member): Condition {
  const { status, reason } = condition;
  return { status, ...(reason && { reason: `${role} ${id}: ${reason}` }) };
}

/** One that leaves, as readers do that Auto Scaling added, is no loss. */
function ofReader(member: Member): Condition {
  const condition = named('reader', member);
  switch (condition.status) {
    case 'unhealthy':
      return { ...condition, status: 'degraded' };
    case 'unknown':
      return HEALTHY;
    default:
      return condition;
  }
}

function signalOf(
  { resource, members, condition }: ClusterReading,
  stack: StackView,
): Signal {
  const readers = members.filter(({ writer }) => !writer).length;
  return {
    key: `db-cluster/${resource.logicalId}`,
    title: `Database ${shortName(resource.id, stack)}`,
    status: condition.status,
    sentence:
      condition.reason ??
      `writer and ${readers} ${readers === 1 ? 'reader' : 'readers'} available`,
    resourceType: TYPE,
    resourceId: resource.id,
    aboutUnits: true,
    facts: [],
  };
}
