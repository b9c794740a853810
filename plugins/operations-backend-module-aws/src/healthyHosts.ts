import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ChartReading,
  Resource,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { afterColon, dimensionOf, namespaceOf } from './elb/balancerMetrics';

/** Which load balancer a group belongs to hardly ever changes. */
const SHARED_FOR_MS = 60_000;

/** The chart of healthy and unhealthy targets, as the load balancers count them. */
export async function healthyHosts(
  resources: Resource[],
  { aws }: SourceContext,
): Promise<ChartReading[]> {
  const arns = resources.map(resource => resource.id).sort();
  const client = aws.client(ElasticLoadBalancingV2Client);
  const groups = await aws.read(
    {
      action: 'elasticloadbalancing:DescribeTargetGroups',
      key: `DescribeTargetGroups ${arns.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeTargetGroupsCommand({ TargetGroupArns: arns }),
      );
      return answer.TargetGroups ?? [];
    },
  );
  return [
    {
      id: 'healthy-hosts',
      title: 'Healthy hosts',
      min: 0,
      series: groups.flatMap(group => seriesOf(group, groups.length > 1)),
    },
  ];
}

function seriesOf(group: TargetGroup, named: boolean) {
  const arn = group.TargetGroupArn ?? '';
  const suffix = named ? ` of ${group.TargetGroupName}` : '';
  return (group.LoadBalancerArns ?? []).flatMap(balancer =>
    (['HealthyHostCount', 'UnHealthyHostCount'] as const).map(name => ({
      id: `${name}/${group.TargetGroupName}`,
      title: `${
        name === 'HealthyHostCount' ? 'Healthy' : 'Unhealthy'
      }${suffix}`,
      query: {
        namespace: namespaceOf(balancer),
        name,
        dimensions: {
          TargetGroup: afterColon(arn),
          LoadBalancer: dimensionOf(balancer),
        },
        statistic: name === 'HealthyHostCount' ? 'Minimum' : 'Maximum',
      },
    })),
  );
}
