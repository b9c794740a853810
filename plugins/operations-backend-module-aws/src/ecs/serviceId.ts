import type { Resource } from '@enginehouse/plugin-operations-node';

export const SERVICE_TYPE = 'AWS::ECS::Service';

/** What ECS calls a service by. */
export interface ServiceId {
  arn: string;
  cluster: string;
  name: string;
}

/**
 * Of a service's physical id, `arn:aws:ecs:region:account:service/cluster/name`.
 *
 * @throws for an ARN in the short format of before 2021, which does not tell the cluster
 */
export function serviceIdOf({ id }: Pick<Resource, 'id'>): ServiceId {
  const [, cluster, name] = id.slice(id.lastIndexOf(':') + 1).split('/');
  if (!cluster || !name) {
    throw new Error(
      `ECS service ${id}: it does not name its cluster; ARNs such as arn:aws:ecs:us-east-1:123456789012:service/cluster/name are accepted`,
    );
  }
  return { arn: id, cluster, name };
}

/** The last part of an ARN: of a task its id, of a task definition `family:revision`. */
export function afterSlash(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
