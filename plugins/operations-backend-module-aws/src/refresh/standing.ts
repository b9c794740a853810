import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { launchVersion, outdated, remaining } from './launchVersion';

/** How many instances of a group run the launch template version that new ones get, in words. */
export function standing(group: AutoScalingGroup): string {
  const version = launchVersion(group);
  const old = outdated(group).length;
  const all = remaining(group).length;
  if (version === undefined) {
    return `${all} instances run; the group does not name one launch template version`;
  }
  return old === 0
    ? `All ${all} instances run launch template version ${version}`
    : `${old} of ${all} instances run another launch template version than ${version}`;
}
