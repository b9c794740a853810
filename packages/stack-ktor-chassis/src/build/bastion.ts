import { Stack } from 'aws-cdk-lib';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  HttpTokens,
  Instance,
  InstanceType,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { POSTGRES_PORT } from './database';
import { Network } from './network';

/** The way of developers to the database: sessions by Session Manager forward a port to the proxy. Nothing can connect to it. */
export function addBastion(
  stack: Stack,
  {
    network,
    proxy,
    imageId,
  }: { network: Network; proxy: DatabaseProxy; imageId: string },
): Instance {
  const scope = new Construct(stack, 'Bastion');
  const securityGroup = new SecurityGroup(scope, 'Access', {
    vpc: network.vpc,
    description: 'The bastion: no way in, out to Session Manager and the proxy',
    allowAllOutbound: false,
  });
  securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Session Manager');
  const bastion = new Instance(scope, 'Instance', {
    vpc: network.vpc,
    vpcSubnets: { subnets: network.private.slice(0, 1) },
    instanceType: new InstanceType('t4g.nano'),
    machineImage: MachineImage.genericLinux({ [stack.region]: imageId }),
    securityGroup,
    role: addRole(scope),
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(8, {
          encrypted: true,
          volumeType: EbsDeviceVolumeType.GP3,
        }),
      },
    ],
    httpTokens: HttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    detailedMonitoring: true,
    propagateTagsToVolumeOnCreation: true,
  });
  proxy.connections.allowFrom(
    bastion,
    Port.tcp(POSTGRES_PORT),
    'Sessions of developers',
  );
  acknowledge(
    bastion,
    'AwsSolutions-EC29',
    'It holds nothing and may be replaced at any time; a protected instance would outlive its stack.',
  );
  return bastion;
}

function addRole(scope: Construct): Role {
  const role = new Role(scope, 'Role', {
    description: 'Bastion of the Ktor chassis',
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore'),
    ],
  });
  acknowledge(
    role,
    'AwsSolutions-IAM4',
    'The document reaches the bastion by Session Manager, whose agent needs what this policy of AWS allows.',
  );
  return role;
}
