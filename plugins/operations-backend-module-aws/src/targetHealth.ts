import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { HealthStatus } from '@enginehouse/plugin-operations-common';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 3_000;

const STATUS: Record<string, HealthStatus> = {
  healthy: 'healthy',
  initial: 'degraded',
  unhealthy: 'unhealthy',
  'unhealthy.draining': 'unhealthy',
  unavailable: 'unknown',
  draining: 'unknown',
  unused: 'unknown',
};

/** How the load balancer sees the targets of one group; shared for some seconds. */
export function describeTargetHealth(
  group: Pick<Resource, 'id'>,
  aws: AwsHandle,
): Promise<TargetHealthDescription[]> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  return aws.read(
    {
      action: 'elasticloadbalancing:DescribeTargetHealth',
      key: `DescribeTargetHealth ${group.id}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeTargetHealthCommand({ TargetGroupArn: group.id }),
      );
      return answer.TargetHealthDescriptions ?? [];
    },
  );
}

/** What leaves, and what no check tells anything about, is unknown. */
export function statusOf({
  TargetHealth,
}: TargetHealthDescription): HealthStatus {
  return STATUS[TargetHealth?.State ?? ''] ?? 'unknown';
}

/** AWS's reason in its own words: "Health checks failed (Target.FailedHealthChecks)". */
export function reasonOf({ TargetHealth }: TargetHealthDescription): string {
  const { State, Reason, Description } = TargetHealth ?? {};
  if (Description && Reason) return `${Description} (${Reason})`;
  return Description ?? Reason ?? `the load balancer says ${State}`;
}
