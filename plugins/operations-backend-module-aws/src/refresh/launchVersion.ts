import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';

/** Versions that AWS resolves only when it launches. */
const MOVING = ['$Latest', '$Default'];

/** The launch template version that new instances of the group get; undefined when it cannot be told from the group alone. */
export function launchVersion(group: AutoScalingGroup): string | undefined {
  const version = group.LaunchTemplate?.Version;
  return version !== undefined && !MOVING.includes(version)
    ? version
    : undefined;
}

/** Instances that a roll replaces: those of another launch template version, or all when the group's cannot be told. */
export function outdated(group: AutoScalingGroup): Instance[] {
  const version = launchVersion(group);
  return remaining(group).filter(
    ({ LaunchTemplate }) =>
      version === undefined || LaunchTemplate?.Version !== version,
  );
}

/** Instances that do not leave already. */
export function remaining({ Instances = [] }: AutoScalingGroup): Instance[] {
  return Instances.filter(
    ({ LifecycleState = '' }) => !/^(Terminat|Detach)/.test(LifecycleState),
  );
}
