import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { OperationEffect } from '@enginehouse/plugin-operations-node';
import { gateInWords, type HealthGate } from './healthGate';
import { launchVersion, outdated, remaining } from './launchVersion';
import { standing } from './standing';

/** How fast a group is rolled. */
export interface Pace {
  minHealthyPercentage: number;
  atOnce: number;
  leastServing: number;
}

/** AWS replaces one instance even where the percentage leaves none to replace. */
export function paceOf(
  { DesiredCapacity: desired = 0 }: AutoScalingGroup,
  { minHealthyPercentage }: Pick<Pace, 'minHealthyPercentage'>,
): Pace {
  const spare = Math.floor((desired * (100 - minHealthyPercentage)) / 100);
  const atOnce = Math.max(1, spare);
  return { minHealthyPercentage, atOnce, leastServing: desired - atOnce };
}

/** What a roll would do to a group, in numbers. */
export function rollEffect(
  group: AutoScalingGroup,
  { minHealthyPercentage, atOnce, leastServing }: Pace,
  gate: HealthGate,
): OperationEffect {
  const old = outdated(group);
  if (old.length === 0) {
    return {
      sentence: `Replaces nothing: ${standing(group)}`,
      destructive: false,
    };
  }
  const all = remaining(group).length;
  const version = launchVersion(group) ?? 'that new ones get';
  const held = old.filter(one => one.ProtectedFromScaleIn).length;
  const said = [
    `Replaces ${old.length} of ${all} instances by new ones of launch template version ${version}: at least ${leastServing} of ${group.DesiredCapacity} stay in service (${minHealthyPercentage} %), ${atOnce} at a time`,
    ...(leastServing <= 0 ? ['nothing serves meanwhile'] : []),
    ...gateInWords(group, gate),
    ...(held > 0
      ? [
          `${held} of them are protected from scale-in because they are busy: AWS waits at most an hour for each to be free, then the roll fails`,
        ]
      : []),
  ];
  return {
    sentence: said.join('; '),
    destructive: true,
    ends: old.flatMap(({ InstanceId }) => InstanceId ?? []),
  };
}
