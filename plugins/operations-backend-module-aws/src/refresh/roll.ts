import {
  AutoScalingClient,
  InstanceRefreshInProgressFault,
  StartInstanceRefreshCommand,
  type AutoScalingGroup,
} from '@aws-sdk/client-auto-scaling';
import {
  defineOperation,
  type AwsHandle,
  type OperationEffect,
  type Resource,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import {
  describeAutoScalingGroups,
  describeGroupNow,
} from '../describeAutoScalingGroups';
import { followUntil, type Found } from '../followUntil';
import { groupTarget } from '../groupTarget';
import {
  activeRefresh,
  isActive,
  progressOf,
  refreshById,
} from './instanceRefreshes';
import { launchVersion, outdated, remaining } from './launchVersion';

const DAY_MINUTES = 24 * 60;
const USUAL_PERCENT = 90;

/**
 * Replaces the instances of a group that run another launch template version than new ones get, a few at a time, by AWS's instance
 * refresh. AWS stops it when new instances do not become healthy. There is no rollback: CloudFormation has moved the group to the new
 * version before, so AWS knows no earlier one; the way back is a plan with the former configuration, and another roll.
 */
export const roll = defineOperation({
  id: 'roll',
  title: 'Roll',
  on: 'resource',
  destructive: true,
  mostMinutes: DAY_MINUTES,
  input: z.strictObject({
    minHealthyPercentage: z.int().min(0).max(100).default(USUAL_PERCENT).meta({
      title: 'Least in service',
      description: 'Percent of the wanted instances that keep serving',
    }),
  }),

  async now(target, context) {
    const resource = groupTarget(target);
    const [group] = await describeAutoScalingGroups([resource], context.aws);
    return {
      values: { minHealthyPercentage: USUAL_PERCENT },
      sentence: group ? standing(group) : 'AWS knows no such group',
    };
  },

  async effect(target, input, { aws }) {
    const resource = groupTarget(target);
    const underWay = await activeRefresh(resource, aws);
    return underWay
      ? {
          sentence: `A roll is under way (${progressOf(
            underWay,
          )}); it is followed, not begun anew`,
          destructive: false,
        }
      : effectOn(await describeGroupNow(resource, aws), input);
  },

  async run(target, { minHealthyPercentage }, context) {
    const resource = groupTarget(target);
    const { aws } = context;
    const group = await describeGroupNow(resource, aws);
    const underWay = await activeRefresh(resource, aws);
    if (!underWay && outdated(group).length === 0) return standing(group);
    const id =
      underWay?.InstanceRefreshId ??
      (await begin(resource, minHealthyPercentage, aws));
    return followUntil(context, DAY_MINUTES, () => look(resource, id, aws));
  },
});

function standing(group: AutoScalingGroup): string {
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

function effectOn(
  group: AutoScalingGroup,
  { minHealthyPercentage }: { minHealthyPercentage: number },
): OperationEffect {
  const old = outdated(group);
  if (old.length === 0) {
    return {
      sentence: `Replaces nothing: ${standing(group)}`,
      destructive: false,
    };
  }
  const desired = group.DesiredCapacity ?? 0;
  const spare = Math.floor((desired * (100 - minHealthyPercentage)) / 100);
  const atOnce = Math.max(1, spare);
  const version = launchVersion(group) ?? 'that new ones get';
  const held = old.filter(one => one.ProtectedFromScaleIn).length;
  const said = [
    `Replaces ${old.length} of ${
      remaining(group).length
    } instances by new ones of launch template version ${version}: at least ${
      desired - atOnce
    } of ${desired} stay in service (${minHealthyPercentage} %), ${atOnce} at a time`,
    ...(desired - atOnce <= 0 ? ['nothing serves meanwhile'] : []),
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

/** Two who begin at once follow one refresh. */
async function begin(
  resource: Resource,
  minHealthyPercentage: number,
  aws: AwsHandle,
): Promise<string> {
  try {
    const { InstanceRefreshId } = await aws.call(
      'autoscaling:StartInstanceRefresh',
      () =>
        aws.client(AutoScalingClient).send(
          new StartInstanceRefreshCommand({
            AutoScalingGroupName: resource.id,
            Preferences: {
              MinHealthyPercentage: minHealthyPercentage,
              SkipMatching: true,
              ScaleInProtectedInstances: 'Wait',
            },
          }),
        ),
    );
    if (InstanceRefreshId) return InstanceRefreshId;
  } catch (error) {
    if (!isInProgress(error)) throw error;
  }
  const underWay = await activeRefresh(resource, aws);
  if (!underWay?.InstanceRefreshId) {
    throw new Error(`AWS has begun no instance refresh of ${resource.id}`);
  }
  return underWay.InstanceRefreshId;
}

/** Errors are mapped on their way; what AWS said is their cause. */
function isInProgress(error: unknown): boolean {
  return (
    error instanceof InstanceRefreshInProgressFault ||
    (error instanceof Error && isInProgress(error.cause))
  );
}

/** @throws when the refresh ended in another way than by success, with AWS's reason */
async function look(
  resource: Resource,
  id: string,
  aws: AwsHandle,
): Promise<Found> {
  const refresh = await refreshById(resource, id, aws);
  if (isActive(refresh)) return { now: progressOf(refresh) };
  const group = await describeGroupNow(resource, aws);
  const after = standing(group);
  if (refresh.Status === 'Successful') {
    const leaving = (group.Instances?.length ?? 0) - remaining(group).length;
    return {
      done: leaving === 0 ? after : `${after}; ${leaving} old ones still drain`,
    };
  }
  throw new Error(
    `The roll ended as ${refresh.Status}${
      refresh.StatusReason ? `: ${refresh.StatusReason.replace(/\.$/, '')}` : ''
    }. ${after}`,
  );
}
