import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const STATE_SHARED_FOR_MS = 5_000;
/** Attributes change by deployment. */
const ATTRIBUTES_SHARED_FOR_MS = 60_000;

/** Load balancers as they are now, shared for some seconds. */
export function describeLoadBalancers(
  resources: Resource[],
  aws: AwsHandle,
): Promise<LoadBalancer[]> {
  const arns = resources.map(({ id }) => id).sort();
  const client = aws.client(ElasticLoadBalancingV2Client);
  return aws.read(
    {
      action: 'elasticloadbalancing:DescribeLoadBalancers',
      key: `DescribeLoadBalancers ${arns.join()}`,
      ttl: STATE_SHARED_FOR_MS,
    },
    async () => {
      const { LoadBalancers = [] } = await client.send(
        new DescribeLoadBalancersCommand({ LoadBalancerArns: arns }),
      );
      return LoadBalancers;
    },
  );
}

/** The attributes of one load balancer by key, such as `deletion_protection.enabled`. */
export function describeBalancerAttributes(
  arn: string,
  aws: AwsHandle,
): Promise<ReadonlyMap<string, string>> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  return aws.read(
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      key: `DescribeLoadBalancerAttributes ${arn}`,
      ttl: ATTRIBUTES_SHARED_FOR_MS,
    },
    async () => {
      const { Attributes = [] } = await client.send(
        new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }),
      );
      return new Map(
        Attributes.map(({ Key = '', Value = '' }) => [Key, Value]),
      );
    },
  );
}
