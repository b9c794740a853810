import {
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { VpcValue } from '@enginehouse/stack-kit';
import { LookupMiss } from './LookupMiss';
import { SHARED_FOR } from './sharedFor';

/** Address range and private subnets of a VPC: those whose route table has no internet gateway. @throws LookupMiss when the VPC or its private subnets are missing. */
export async function readVpc(
  aws: AwsService,
  environment: Environment,
  vpcId: string,
): Promise<VpcValue> {
  const ec2 = aws.client(environment, EC2Client, { role: 'read' });
  const ofVpc = [{ Name: 'vpc-id', Values: [vpcId] }];
  const read = <T>(action: string, fn: () => Promise<T>): Promise<T> =>
    aws.read(
      { environment, action, key: `${action} ${vpcId}`, ttl: SHARED_FOR },
      fn,
    );

  const { Vpcs } = await read('ec2:DescribeVpcs', () =>
    ec2.send(new DescribeVpcsCommand({ Filters: ofVpc })),
  );
  const cidr = Vpcs?.[0]?.CidrBlock;
  if (!cidr) throw new LookupMiss('there is no such VPC');

  const [{ Subnets }, { RouteTables }] = await Promise.all([
    read('ec2:DescribeSubnets', () =>
      ec2.send(
        new DescribeSubnetsCommand({ Filters: ofVpc, MaxResults: 1000 }),
      ),
    ),
    read('ec2:DescribeRouteTables', () =>
      ec2.send(
        new DescribeRouteTablesCommand({ Filters: ofVpc, MaxResults: 100 }),
      ),
    ),
  ]);
  const privateSubnets = (Subnets ?? [])
    .map(subnet => ({
      subnetId: subnet.SubnetId!,
      availabilityZone: subnet.AvailabilityZone!,
    }))
    .filter(({ subnetId }) => !isPublic(subnetId, RouteTables ?? []))
    .sort((a, b) =>
      `${a.availabilityZone} ${a.subnetId}` <
      `${b.availabilityZone} ${b.subnetId}`
        ? -1
        : 1,
    );
  if (privateSubnets.length === 0) {
    throw new LookupMiss('it has no private subnets');
  }
  return { vpcId, cidr, privateSubnets };
}

/** A subnet without a route table of its own has the VPC's main one. */
function isPublic(subnetId: string, tables: RouteTable[]): boolean {
  const own = tables.find(t =>
    t.Associations?.some(a => a.SubnetId === subnetId),
  );
  const main = tables.find(t => t.Associations?.some(a => a.Main));
  return Boolean(
    (own ?? main)?.Routes?.some(r => r.GatewayId?.startsWith('igw-')),
  );
}
