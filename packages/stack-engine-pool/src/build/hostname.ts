import { Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { INetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  ARecord,
  PrivateHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';

/**
 * A name for the endpoint inside the VPC. The zone is the name itself, so that nothing
 * else under its domain is hidden from the VPC.
 */
export function addHostname(
  stack: Stack,
  {
    hostname,
    vpc,
    nlb,
  }: { hostname: string; vpc: IVpc; nlb: INetworkLoadBalancer },
): void {
  const zone = new PrivateHostedZone(stack, 'Zone', {
    zoneName: hostname,
    vpc,
    comment: 'Endpoint of the Dagger engine pool',
  });
  new ARecord(stack, 'Hostname', {
    zone,
    target: RecordTarget.fromAlias(new LoadBalancerTarget(nlb)),
  });
}
