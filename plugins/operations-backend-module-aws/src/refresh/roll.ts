import type {
  AutoScalingGroup,
  RefreshPreferences,
} from '@aws-sdk/client-auto-scaling';
import {
  defineOperation,
  type AwsHandle,
  type Resource,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import {
  describeAutoScalingGroups,
  describeGroupNow,
} from '../describeAutoScalingGroups';
import { followUntil, type Found } from '../followUntil';
import { groupTarget } from '../groupTarget';
import { beginRefresh } from './beginRefresh';
import { healthGate, secondsToTell } from './healthGate';
import {
  activeRefresh,
  isActive,
  progressOf,
  refreshById,
} from './instanceRefreshes';
import { outdated, remaining } from './launchVersion';
import { paceOf, rollEffect } from './rollEffect';
import { standing } from './standing';

const DAY_MINUTES = 24 * 60;
const USUAL_PERCENT = 90;

/**
 * Replaces the instances of a group that run another launch template version than new ones get, a few at a time, by AWS's instance
 * refresh. AWS stops it when an alarm of its health gate fires. There is no rollback: CloudFormation has moved the group to the new
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

  async effect(target, input, context) {
    const { aws } = context;
    const resource = groupTarget(target);
    const underWay = await activeRefresh(resource, aws);
    if (underWay) {
      return {
        sentence: `A roll is under way (${progressOf(
          underWay,
        )}); it is followed, not begun anew`,
        destructive: false,
      };
    }
    const group = await describeGroupNow(resource, aws);
    const pace = paceOf(group, input);
    const gate = await healthGate(group, pace.leastServing, context);
    return rollEffect(group, pace, gate);
  },

  async run(target, input, context) {
    const resource = groupTarget(target);
    const { aws } = context;
    const group = await describeGroupNow(resource, aws);
    const underWay = await activeRefresh(resource, aws);
    if (!underWay && outdated(group).length === 0) return standing(group);
    const id =
      underWay?.InstanceRefreshId ??
      (await beginRefresh(
        resource,
        await preferencesFor(group, input, context),
        aws,
      ));
    return followUntil(context, DAY_MINUTES, () => look(resource, id, aws));
  },
});

async function preferencesFor(
  group: AutoScalingGroup,
  input: { minHealthyPercentage: number },
  context: SourceContext,
): Promise<RefreshPreferences> {
  const { leastServing } = paceOf(group, input);
  const gate = await healthGate(group, leastServing, context);
  return {
    MinHealthyPercentage: input.minHealthyPercentage,
    SkipMatching: true,
    ScaleInProtectedInstances: 'Wait',
    ...(gate.alarms.length > 0 && {
      AlarmSpecification: {
        Alarms: gate.alarms.flatMap(({ AlarmName }) => AlarmName ?? []),
      },
      // The next ones are replaced only when the alarms would have told of these.
      InstanceWarmup: Math.max(
        group.DefaultInstanceWarmup ?? 0,
        secondsToTell(gate),
      ),
    }),
  };
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
