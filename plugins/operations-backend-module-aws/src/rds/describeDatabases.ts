import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
  type DBCluster,
  type DBInstance,
} from '@aws-sdk/client-rds';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 5_000;
const OF_CLUSTERS = 'rds:DescribeDBClusters';
const OF_INSTANCES = 'rds:DescribeDBInstances';

type InstanceFilter = 'db-cluster-id' | 'db-instance-id';

/** The clusters with these identifiers as RDS sees them now, shared for some seconds. */
export function describeClusters(
  ids: string[],
  aws: AwsHandle,
): Promise<DBCluster[]> {
  const values = [...ids].sort();
  return aws.read(
    {
      action: OF_CLUSTERS,
      key: `DescribeDBClusters ${values.join()}`,
      ttl: SHARED_FOR_MS,
    },
    () => readClusters(values, aws),
  );
}

/** The instances of clusters, or those with these identifiers, shared for some seconds. */
export function describeInstances(
  filter: InstanceFilter,
  ids: string[],
  aws: AwsHandle,
): Promise<DBInstance[]> {
  const values = [...ids].sort();
  return aws.read(
    {
      action: OF_INSTANCES,
      key: `DescribeDBInstances ${filter} ${values.join()}`,
      ttl: SHARED_FOR_MS,
    },
    () => readInstances(filter, values, aws),
  );
}

/** One cluster, read anew. @throws when AWS does not know it */
export async function describeClusterNow(
  id: string,
  aws: AwsHandle,
): Promise<DBCluster> {
  const [cluster] = await aws.call(OF_CLUSTERS, () => readClusters([id], aws));
  if (!cluster) throw new Error(`AWS knows no database cluster ${id}`);
  return cluster;
}

/** Instances read anew. */
export function describeInstancesNow(
  filter: InstanceFilter,
  id: string,
  aws: AwsHandle,
): Promise<DBInstance[]> {
  return aws.call(OF_INSTANCES, () => readInstances(filter, [id], aws));
}

async function readClusters(
  ids: string[],
  aws: AwsHandle,
): Promise<DBCluster[]> {
  const client = aws.client(RDSClient);
  const clusters: DBCluster[] = [];
  for await (const page of paginateDescribeDBClusters(
    { client },
    { Filters: [{ Name: 'db-cluster-id', Values: ids }] },
  )) {
    clusters.push(...(page.DBClusters ?? []));
  }
  return clusters;
}

async function readInstances(
  filter: InstanceFilter,
  ids: string[],
  aws: AwsHandle,
): Promise<DBInstance[]> {
  const client = aws.client(RDSClient);
  const instances: DBInstance[] = [];
  for await (const page of paginateDescribeDBInstances(
    { client },
    { Filters: [{ Name: filter, Values: ids }] },
  )) {
    instances.push(...(page.DBInstances ?? []));
  }
  return instances;
}
