import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import type { ServiceId } from './serviceId';

const SHARED_FOR_MS = 10_000;
const COUNT = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

/** What Application Auto Scaling may do to a service. */
export interface ScalingBounds {
  minimum: number;
  maximum: number;
  /** What it follows, in words: "keeps CPU near 50 %"; empty when nothing makes it scale. */
  follows: string[];
}

/** Undefined when the service does not scale by itself. */
export async function scalingBounds(
  { cluster, name }: ServiceId,
  aws: AwsHandle,
): Promise<ScalingBounds | undefined> {
  const client = aws.client(ApplicationAutoScalingClient);
  const id = `service/${cluster}/${name}`;
  const [targets, policies] = await Promise.all([
    aws.read(
      {
        action: 'application-autoscaling:DescribeScalableTargets',
        key: `DescribeScalableTargets ${id}`,
        ttl: SHARED_FOR_MS,
      },
      () =>
        client.send(
          new DescribeScalableTargetsCommand({ ...COUNT, ResourceIds: [id] }),
        ),
    ),
    aws.read(
      {
        action: 'application-autoscaling:DescribeScalingPolicies',
        key: `DescribeScalingPolicies ${id}`,
        ttl: SHARED_FOR_MS,
      },
      () =>
        client.send(
          new DescribeScalingPoliciesCommand({ ...COUNT, ResourceId: id }),
        ),
    ),
  ]);
  const target = targets.ScalableTargets?.[0];
  return (
    target && {
      minimum: target.MinCapacity ?? 0,
      maximum: target.MaxCapacity ?? 0,
      follows: (policies.ScalingPolicies ?? []).map(inWords),
    }
  );
}

const METRICS: Record<string, string> = {
  ECSServiceAverageCPUUtilization: 'keeps CPU near # %',
  ECSServiceAverageMemoryUtilization: 'keeps memory near # %',
  ALBRequestCountPerTarget: 'keeps requests per task near #',
};

function inWords({
  PolicyName,
  TargetTrackingScalingPolicyConfiguration: tracking,
}: ScalingPolicy): string {
  const metric = tracking?.PredefinedMetricSpecification?.PredefinedMetricType;
  const words = METRICS[metric ?? ''];
  return words
    ? words.replace('#', String(tracking?.TargetValue))
    : `follows the policy ${PolicyName}`;
}
