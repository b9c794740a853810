import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  ServerlessV2ClusterInstanceProps,
} from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { databaseUsers } from '../names';
import { KtorChassisConfig } from '../schema';
import { sizing } from '../sizing';
import { fillFromCopy } from './databaseCopy';
import { Network } from './network';
import { scaleReaders } from './readers';
import { addUserSecret } from './secrets';

export const POSTGRES_PORT = 5432;

export interface Database {
  cluster: DatabaseCluster;
  /** Name and password of the owner. */
  secret: ISecret;
}

/** Aurora Serverless v2 in the isolated subnets: empty, restored from a snapshot, or cloned. Protected in every stage. */
export function addDatabase(
  stack: Stack,
  { config, network }: { config: KtorChassisConfig; network: Network },
): Database {
  const scope = new Construct(stack, 'Database');
  const cluster = new DatabaseCluster(scope, 'Cluster', {
    ...placement(scope, config, network),
    engine: DatabaseClusterEngine.auroraPostgres({
      version: AuroraPostgresEngineVersion.of(
        config.database.engineVersion,
        '15',
      ),
    }),
    serverlessV2MinCapacity: config.database.minAcu,
    serverlessV2MaxCapacity: sizing(config).maxAcu,
    port: POSTGRES_PORT,
    credentials: Credentials.fromSecret(
      addUserSecret(scope, 'AdminUser', databaseUsers.admin),
      databaseUsers.admin,
    ),
    defaultDatabaseName: config.database.name,
    iamAuthentication: true,
    storageEncrypted: true,
    backup: { retention: Duration.days(config.database.backupDays) },
    deletionProtection: true,
    // What production held can be had back with restoreSnapshotId.
    removalPolicy:
      config.stage === 'prod' ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
  });
  fillFromCopy(cluster, config);
  if (sizing(config).standby) scaleReaders(scope, cluster, config.database);
  const { secret } = cluster;
  if (!secret) throw new Error('The cluster was made without a secret');
  return { cluster, secret };
}

/** Where the instances stand: the writer in the first zone, in prod a reader in the second that takes over. */
function placement(
  scope: Construct,
  config: KtorChassisConfig,
  network: Network,
) {
  const [first, second] = network.zones;
  const instance = (
    availabilityZone: string,
  ): ServerlessV2ClusterInstanceProps => ({
    availabilityZone,
    enablePerformanceInsights: true,
    publiclyAccessible: false,
    applyImmediately: true,
  });
  return {
    writer: ClusterInstance.serverlessV2('Writer', instance(first)),
    readers: sizing(config).standby
      ? [
          ClusterInstance.serverlessV2('Reader', {
            ...instance(second),
            scaleWithWriter: true,
          }),
        ]
      : [],
    vpc: network.vpc,
    vpcSubnets: { subnets: network.isolated },
    securityGroups: [
      new SecurityGroup(scope, 'Access', {
        vpc: network.vpc,
        description: 'The database, reached through its proxy only',
        allowAllOutbound: false,
      }),
    ],
  };
}
