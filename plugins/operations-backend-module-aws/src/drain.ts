import {
  AutoScalingClient,
  TerminateInstanceInAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  defineOperation,
  type OperationContext,
  type OperationTarget,
  type OperationValue,
  type SourceContext,
  type UnitReading,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import {
  describeAutoScalingGroups,
  describeGroupNow,
} from './describeAutoScalingGroups';
import { followUntil, type Found } from './followUntil';

/** Longer than any lifecycle hook holds an instance whose host says to go on within a day. */
const MOST_MINUTES = 26 * 60;

/** Ends one instance and starts another in its place, once the hooks of its group have let it go. */
export const drainAndReplace = drain({
  id: 'drain',
  title: 'Drain and replace',
  shrinks: false,
});

/** Ends one instance and leaves its group with one fewer. */
export const drainAndShrink = drain({
  id: 'drain-and-shrink',
  title: 'Drain and shrink',
  shrinks: true,
});

function drain(options: {
  id: string;
  title: string;
  shrinks: boolean;
}): OperationValue {
  const { id, title, shrinks } = options;
  return defineOperation({
    id,
    title,
    on: 'unit',
    destructive: true,
    mostMinutes: MOST_MINUTES,
    input: z.strictObject({}),

    async offered(target, context) {
      if (target.kind !== 'unit' || target.unit.state !== 'InService') {
        return false;
      }
      if (!shrinks) return true;
      const resource = groupOf(target.unit, context);
      const [group] = await describeAutoScalingGroups([resource], context.aws);
      return (group?.DesiredCapacity ?? 0) > (group?.MinSize ?? 0);
    },

    async now(target) {
      const { name, state } = unitOf(target);
      return { values: {}, sentence: `${name} is ${state}` };
    },

    async effect(target, _input, context) {
      const unit = unitOf(target);
      const { DesiredCapacity = 0 } = await describeGroupNow(
        groupOf(unit, context),
        context.aws,
      );
      return {
        sentence: shrinks
          ? `Ends ${unit.name}: ${
              DesiredCapacity - 1
            } instead of ${DesiredCapacity} are wanted`
          : `Ends ${unit.name}, and starts another in its place: ${DesiredCapacity} stay wanted`,
        destructive: true,
        ends: [unit.key],
      };
    },

    async run(target, _input, context) {
      const unit = unitOf(target);
      const resource = groupOf(unit, context);
      const { aws } = context;
      const find = async () =>
        (await describeGroupNow(resource, aws)).Instances?.find(
          ({ InstanceId }) => InstanceId === unit.key,
        );
      if ((await find())?.LifecycleState === 'InService') {
        await terminate(unit.key, shrinks, context);
      }
      return followUntil(context, MOST_MINUTES, async (): Promise<Found> => {
        const instance = await find();
        return instance
          ? { now: `${unit.name} is ${instance.LifecycleState}` }
          : { done: `${unit.name} has ended` };
      });
    },
  });
}

async function terminate(
  instance: string,
  shrinks: boolean,
  { aws }: OperationContext,
): Promise<void> {
  await aws.call('autoscaling:TerminateInstanceInAutoScalingGroup', () =>
    aws.client(AutoScalingClient).send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: instance,
        ShouldDecrementDesiredCapacity: shrinks,
      }),
    ),
  );
}

function unitOf(target: OperationTarget): UnitReading {
  if (target.kind !== 'unit') {
    throw new TypeError('Only an instance can be drained');
  }
  return target.unit;
}

/** @throws when the group is no resource of the stack */
function groupOf({ resourceId }: UnitReading, { resources }: SourceContext) {
  const group = resources.find(({ id }) => id === resourceId);
  if (!group) throw new Error(`${resourceId} is not of this stack`);
  return group;
}
