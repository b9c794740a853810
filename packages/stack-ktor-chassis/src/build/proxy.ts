import { Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { DatabaseProxy, ProxyTarget } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { databaseUsers } from '../names';
import { KtorChassisConfig } from '../schema';
import { Database } from './database';
import { Network } from './network';
import { addUserSecret } from './secrets';

/** Between clients and database: few connections for many clients, TLS and IAM tokens on the clients' side. */
export function addProxy(
  stack: Stack,
  {
    config,
    network,
    database,
  }: { config: KtorChassisConfig; network: Network; database: Database },
): DatabaseProxy {
  const scope = new Construct(stack, 'Proxy');
  return new DatabaseProxy(scope, 'Proxy', {
    // A proxy must be named, and CDK would name each one of the account the same. Two dashes in a row are refused.
    dbProxyName: stack.stackName.replace(/-+/g, '-').replace(/-$/, ''),
    proxyTarget: ProxyTarget.fromCluster(database.cluster),
    secrets: [
      database.secret,
      addUserSecret(scope, 'AppUser', databaseUsers.app),
      addUserSecret(scope, 'DevUser', databaseUsers.dev),
    ],
    vpc: network.vpc,
    vpcSubnets: { subnets: network.isolated },
    securityGroups: [
      new SecurityGroup(scope, 'Access', {
        vpc: network.vpc,
        description: 'The database proxy, reached by services and bastion',
        allowAllOutbound: false,
      }),
    ],
    borrowTimeout: Duration.seconds(config.database.borrowTimeoutSeconds),
    requireTLS: true,
    iamAuth: true,
  });
}
