import {
  AutoScalingClient,
  SetDesiredCapacityCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  defineOperation,
  PlanNeededError,
  type Resource,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import {
  describeAutoScalingGroups,
  describeGroupNow,
  inService,
} from './describeAutoScalingGroups';
import { followUntil } from './followUntil';
import { groupTarget } from './groupTarget';

/** More than any Auto Scaling group may have. */
const MOST = 10_000;
const MINUTES = 10;

/** Moves the desired capacity of an Auto Scaling group within its bounds; the bounds move by plan. */
export const scale = defineOperation({
  id: 'scale',
  title: 'Scale',
  on: 'resource',
  destructive: true,
  input: z.strictObject({
    desired: z
      .int()
      .min(0)
      .max(MOST)
      .meta({ title: 'Instances', description: 'How many shall run' }),
  }),

  async now(target, context) {
    const resource = groupTarget(target);
    const [group] = await describeAutoScalingGroups([resource], context.aws);
    const { DesiredCapacity = 0, MinSize, MaxSize } = group ?? {};
    return {
      values: { desired: DesiredCapacity },
      sentence: `${DesiredCapacity} wanted; ${MinSize} to ${MaxSize} are possible without a plan`,
    };
  },

  async effect(target, { desired }, context) {
    const resource = groupTarget(target);
    const group = await describeGroupNow(resource, context.aws);
    refuseBeyond(resource, desired, group.MinSize ?? 0, group.MaxSize ?? 0);
    const before = group.DesiredCapacity ?? 0;
    const ends = Math.max(0, before - desired);
    return { sentence: effectSentence(before, desired), destructive: ends > 0 };
  },

  async run(target, { desired }, context) {
    const resource = groupTarget(target);
    await context.aws.call('autoscaling:SetDesiredCapacity', () =>
      context.aws.client(AutoScalingClient).send(
        new SetDesiredCapacityCommand({
          AutoScalingGroupName: resource.id,
          DesiredCapacity: desired,
        }),
      ),
    );
    return followUntil(context, MINUTES, async () => {
      const group = await describeGroupNow(resource, context.aws);
      const serving = inService(group).length;
      const words = `${serving} of ${desired} in service`;
      const all = group.Instances?.length ?? 0;
      return serving === desired && all === desired
        ? { done: words }
        : { now: words };
    });
  },
});

function refuseBeyond(
  resource: Resource,
  wanted: number,
  minimum: number,
  maximum: number,
): void {
  if (wanted >= minimum && wanted <= maximum) return;
  const bound = wanted < minimum ? 'minimum' : 'maximum';
  const deployed = wanted < minimum ? minimum : maximum;
  throw new PlanNeededError(
    `${wanted} is beyond the ${bound} of ${deployed}: a plan that changes the ${bound} has to come first`,
    {
      logicalId: resource.logicalId,
      resourceType: resource.type,
      bound,
      deployed,
      wanted,
    },
  );
}

function effectSentence(before: number, after: number): string {
  const change = after - before;
  if (change === 0) return `Changes nothing: ${before} are wanted already`;
  return change > 0
    ? `Starts ${change}: ${after} instead of ${before}`
    : `Ends ${-change} of ${before}, chosen by Auto Scaling; what runs on it ends too`;
}
