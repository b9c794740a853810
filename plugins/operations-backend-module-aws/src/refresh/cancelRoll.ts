import {
  AutoScalingClient,
  CancelInstanceRefreshCommand,
} from '@aws-sdk/client-auto-scaling';
import { defineOperation } from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import { groupTarget } from '../groupTarget';
import {
  activeRefresh,
  activeRefreshLately,
  isActive,
  progressOf,
  refreshById,
} from './instanceRefreshes';

/** Less than the time after which a run counts as interrupted. */
const MINUTES = 14;

/** Stops an instance refresh where it is. */
export const cancelRoll = defineOperation({
  id: 'cancel-roll',
  title: 'Stop rolling',
  on: 'resource',
  destructive: false,
  input: z.strictObject({}),

  async offered(target, { aws }) {
    return (
      target.kind === 'resource' &&
      (await activeRefreshLately(target.resource, aws)) !== undefined
    );
  },

  async now(target, { aws }) {
    const refresh = await activeRefreshLately(groupTarget(target), aws);
    return {
      values: {},
      sentence: refresh ? progressOf(refresh) : 'No roll is under way',
    };
  },

  async effect(target, _input, { aws }) {
    const refresh = await activeRefresh(groupTarget(target), aws);
    return {
      sentence: refresh
        ? `Stops replacing (${progressOf(
            refresh,
          )}): what is new stays, what is not replaced yet keeps its version until the next roll`
        : 'Changes nothing: no roll is under way',
      destructive: false,
    };
  },

  async run(target, _input, context) {
    const resource = groupTarget(target);
    const { aws } = context;
    const { InstanceRefreshId: id } =
      (await activeRefresh(resource, aws)) ?? {};
    if (id === undefined) return 'No roll was under way';
    await aws.call('autoscaling:CancelInstanceRefresh', () =>
      aws.client(AutoScalingClient).send(
        new CancelInstanceRefreshCommand({
          AutoScalingGroupName: resource.id,
        }),
      ),
    );
    return followUntil(context, MINUTES, async () => {
      const refresh = await refreshById(resource, id, aws);
      return isActive(refresh)
        ? { now: progressOf(refresh) }
        : { done: `The roll ended as ${progressOf(refresh)}` };
    });
  },
});
