import { Stack } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  ISubnet,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { useAvailabilityZones } from '@enginehouse/stack-kit/build';
import { RemovalPolicy } from 'aws-cdk-lib';
import { KtorChassisConfig } from '../schema';
import { sizing } from '../sizing';

export interface Network {
  vpc: Vpc;
  /** Of both zones: load balancer. */
  public: ISubnet[];
  /** Of the zones the stage stands in: tasks and bastion. */
  private: ISubnet[];
  /** Of both zones, without a route out: database, proxy and cache. */
  isolated: ISubnet[];
  /** Names of the zones the stage stands in. */
  zones: string[];
}

/** Public, private and isolated subnets in both zones of every stage: a load balancer and a subnet group take no less. */
export function addNetwork(stack: Stack, config: KtorChassisConfig): Network {
  const named = (letters: string[]) =>
    letters.map(letter => `${stack.region}${letter}`);
  const both = named(config.network.zones);
  const used = named(sizing(config).zones);
  useAvailabilityZones(stack, both);
  const vpc = new Vpc(stack, 'Vpc', {
    ipAddresses: IpAddresses.cidr(config.network.cidr),
    availabilityZones: both,
    // With one gateway CDK puts it in the first zone and routes both private subnets to it.
    natGateways: used.length,
    subnetConfiguration: [
      {
        name: 'Public',
        subnetType: SubnetType.PUBLIC,
        mapPublicIpOnLaunch: false,
      },
      { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
    // Image layers come from S3. Not for isolated subnets: they have no route out at all.
    gatewayEndpoints: {
      S3: {
        service: GatewayVpcEndpointAwsService.S3,
        subnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
      },
    },
  });
  vpc.addFlowLog('FlowLog', {
    destination: FlowLogDestination.toCloudWatchLogs(
      new LogGroup(vpc, 'FlowLogs', {
        retention: config.observability.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    ),
  });
  return {
    vpc,
    public: vpc.publicSubnets,
    private: vpc.privateSubnets.slice(0, used.length),
    isolated: vpc.isolatedSubnets,
    zones: used,
  };
}
