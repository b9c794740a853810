import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FileSystem, ThroughputMode } from 'aws-cdk-lib/aws-efs';
import {
  AnyPrincipal,
  Effect,
  IRole,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Network } from './network';

/**
 * The file system of the caches: encrypted, reachable by the engines alone, and only as
 * their role over TLS. A cache can be made again, so it goes with the stack.
 */
export function addSharedCache(
  stack: Stack,
  {
    network,
    engines,
    role,
    kms,
  }: { network: Network; engines: ISecurityGroup; role: IRole; kms: IKey },
): FileSystem {
  const fileSystem = new FileSystem(stack, 'Cache', {
    vpc: network.vpc,
    vpcSubnets: { subnets: network.subnets },
    securityGroup: new SecurityGroup(stack, 'CacheAccess', {
      vpc: network.vpc,
      description: 'Caches of the Dagger engines, reached by engines only',
      allowAllOutbound: false,
    }),
    encrypted: true,
    kmsKey: kms,
    throughputMode: ThroughputMode.ELASTIC,
    enableAutomaticBackups: false,
    fileSystemPolicy: new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: 'Engines',
          principals: [role],
          actions: [
            'elasticfilesystem:ClientMount',
            'elasticfilesystem:ClientWrite',
            'elasticfilesystem:ClientRootAccess',
          ],
          conditions: {
            Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
          },
        }),
        new PolicyStatement({
          sid: 'TlsOnly',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['*'],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    }),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  fileSystem.connections.allowDefaultPortFrom(engines, 'NFS from engines');
  acknowledge(
    fileSystem,
    'NIST.800.53.R5-EFSInBackupPlan',
    'A cache can be made again from what it caches; a backup of it would restore nothing that is missed',
  );
  return fileSystem;
}
