import { Stack } from 'aws-cdk-lib';
import { Connections, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CfnReplicationGroup,
  CfnSubnetGroup,
} from 'aws-cdk-lib/aws-elasticache';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';
import { sizing } from '../sizing';
import { Network } from './network';
import { addCacheToken } from './secrets';

export const REDIS_PORT = 6379;

export interface Cache {
  group: CfnReplicationGroup;
  connections: Connections;
  token: ISecret;
}

/** Redis in the isolated subnets: one node, in prod two of which the second takes over. */
export function addCache(
  stack: Stack,
  { config, network }: { config: KtorChassisConfig; network: Network },
): Cache {
  const { standby } = sizing(config);
  const scope = new Construct(stack, 'Cache');
  const access = new SecurityGroup(scope, 'Access', {
    vpc: network.vpc,
    description: 'The cache, reached by the services only',
    allowAllOutbound: false,
  });
  const token = addCacheToken(scope);
  const group = new CfnReplicationGroup(scope, 'Group', {
    replicationGroupDescription: 'Cache of the Ktor chassis',
    engine: 'redis',
    engineVersion: '7.1',
    cacheNodeType: config.cache.nodeType,
    port: REDIS_PORT,
    numCacheClusters: standby ? 2 : 1,
    automaticFailoverEnabled: standby,
    multiAzEnabled: standby,
    preferredCacheClusterAZs: network.zones,
    cacheSubnetGroupName: new CfnSubnetGroup(scope, 'Subnets', {
      description: 'Isolated subnets of the Ktor chassis',
      subnetIds: network.isolated.map(s => s.subnetId),
    }).ref,
    securityGroupIds: [access.securityGroupId],
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    // A reference CloudFormation resolves; the template does not hold the token.
    authToken: token.secretValue.unsafeUnwrap(),
  });
  acknowledge(
    group,
    'AwsSolutions-AEC5',
    'The document has clients reach Redis on TCP 6379; only the services are let in there.',
  );
  if (!standby) {
    acknowledge(
      group,
      'AwsSolutions-AEC4',
      'The document has exactly one node outside production, to save its cost.',
    );
  }
  const connections = new Connections({
    securityGroups: [access],
    defaultPort: Port.tcp(REDIS_PORT),
  });
  return { group, connections, token };
}
