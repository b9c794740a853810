import { Stack } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  IpAddresses,
  ISubnet,
  IVpc,
  Subnet,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import {
  LookupValues,
  lookupValueSchemas,
  VpcValue,
} from '@enginehouse/stack-kit';
import {
  acknowledge,
  useAvailabilityZones,
} from '@enginehouse/stack-kit/build';
import { EnginePoolConfig } from '../schema';

/** Where engines and endpoint stand. */
export interface Network {
  vpc: IVpc;
  /** Private, at most one in each zone. */
  subnets: ISubnet[];
  /** With a way in from the internet; none in an existing VPC. */
  publicSubnets: ISubnet[];
  /** Address ranges that may connect to the endpoint. */
  clients: string[];
}

type NetworkConfig = EnginePoolConfig['network'];

export function addNetwork(
  stack: Stack,
  config: NetworkConfig,
  lookups: LookupValues,
): Network {
  const { cidr, ...network } = config.vpcId
    ? existingVpc(stack, lookupValueSchemas.vpc.parse(lookups.vpc))
    : newVpc(
        stack,
        config,
        lookupValueSchemas['availability-zones'].parse(lookups.zones),
      );
  const clients = config.allowedCidrs.length > 0 ? config.allowedCidrs : [cidr];
  return { ...network, clients };
}

function newVpc(stack: Stack, config: NetworkConfig, zones: string[]) {
  useAvailabilityZones(stack, zones);
  const vpc = new Vpc(stack, 'Vpc', {
    ipAddresses: IpAddresses.cidr(config.cidr),
    availabilityZones: zones,
    // Engines pull images through it; losing its zone stops builds that pull, not the pool.
    natGateways: 1,
    subnetConfiguration: [
      {
        name: 'Public',
        subnetType: SubnetType.PUBLIC,
        mapPublicIpOnLaunch: false,
      },
      { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    ],
    gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
  });
  for (const subnet of vpc.publicSubnets) {
    acknowledge(
      subnet,
      'NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW',
      'Nothing but the NAT gateway stands in a public subnet, and nothing there gets a public address by itself',
    );
  }
  return {
    vpc,
    subnets: vpc.privateSubnets,
    publicSubnets: vpc.publicSubnets,
    cidr: config.cidr,
  };
}

function existingVpc(stack: Stack, found: VpcValue) {
  // A load balancer takes one subnet of a zone.
  const byZone = new Map(
    [...found.privateSubnets].reverse().map(s => [s.availabilityZone, s]),
  );
  const chosen = [...byZone.values()].reverse();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: found.vpcId,
    vpcCidrBlock: found.cidr,
    availabilityZones: chosen.map(s => s.availabilityZone),
    privateSubnetIds: chosen.map(s => s.subnetId),
  });
  const subnets = chosen.map((s, i) =>
    Subnet.fromSubnetAttributes(stack, `Subnet${i + 1}`, s),
  );
  return { vpc, subnets, publicSubnets: [], cidr: found.cidr };
}
