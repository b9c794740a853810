import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  defineOperation,
  PlanNeededError,
  type SourceContext,
  type UnitReading,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil } from '../followUntil';
import { scalingBounds, type ScalingBounds } from './autoScaling';
import { describeServiceNow } from './describeServices';
import { serviceIdOf, SERVICE_TYPE } from './serviceId';
import { targetService } from './targetService';

/** As many tasks as ECS runs for one service. */
const MOST = 5_000;
const MINUTES = 14;

/** Moves the desired count of a service within the bounds of its auto scaling; the bounds move by plan. */
export const scaleService = defineOperation({
  id: 'scale',
  title: 'Scale',
  on: 'unit',
  destructive: true,
  input: z.strictObject({
    desired: z
      .int()
      .min(0)
      .max(MOST)
      .meta({ title: 'Tasks', description: 'How many shall run' }),
  }),

  async now(target, { aws }) {
    const unit = targetService(target);
    const bounds = await scalingBounds(serviceIdOf({ id: unit.key }), aws);
    const { desired = 0, running = 0 } = unit.count ?? {};
    const possible = bounds
      ? `${bounds.minimum} to ${bounds.maximum} are possible without a plan`
      : 'it does not scale by itself';
    return {
      values: { desired },
      sentence: `${running} of ${desired} tasks run; ${possible}`,
    };
  },

  async effect(target, { desired }, context) {
    const unit = targetService(target);
    const id = serviceIdOf({ id: unit.key });
    const [bounds, { desiredCount: before = 0 }] = await Promise.all([
      scalingBounds(id, context.aws),
      describeServiceNow(id, context.aws),
    ]);
    if (bounds) refuseBeyond(unit, desired, bounds, context);
    const sentence = [
      effectSentence(id.name, before, desired),
      afterwards(bounds),
    ];
    return {
      sentence: sentence.filter(Boolean).join('; '),
      destructive: desired < before,
    };
  },

  async run(target, { desired }, context) {
    const id = serviceIdOf({ id: targetService(target).key });
    const { cluster, name } = id;
    await context.aws.call('ecs:UpdateService', () =>
      context.aws.client(ECSClient).send(
        new UpdateServiceCommand({
          cluster,
          service: name,
          desiredCount: desired,
        }),
      ),
    );
    return followUntil(context, MINUTES, async () => {
      const service = await describeServiceNow(id, context.aws);
      const { desiredCount = 0, runningCount = 0, pendingCount = 0 } = service;
      if (desiredCount !== desired) {
        return {
          done: `${desired} tasks were asked for; auto scaling or somebody else has changed that to ${desiredCount} since`,
        };
      }
      const words = `${runningCount} of ${desired} tasks run`;
      return runningCount === desired && pendingCount === 0
        ? { done: words }
        : { now: words };
    });
  },
});

function refuseBeyond(
  { resourceId }: UnitReading,
  wanted: number,
  { minimum, maximum }: ScalingBounds,
  { resources }: SourceContext,
): void {
  if (wanted >= minimum && wanted <= maximum) return;
  const [bound, deployed] =
    wanted < minimum
      ? (['minimum', minimum] as const)
      : (['maximum', maximum] as const);
  const resource = resources.find(({ id }) => id === resourceId);
  throw new PlanNeededError(
    `${wanted} is beyond the ${bound} of ${deployed}: a plan that changes the ${bound} has to come first`,
    {
      logicalId: resource?.logicalId ?? '',
      resourceType: SERVICE_TYPE,
      bound,
      deployed,
      wanted,
    },
  );
}

function effectSentence(name: string, before: number, after: number): string {
  const tasks = (count: number) => (count === 1 ? '1 task' : `${count} tasks`);
  if (after === before) {
    return `Changes nothing: ${tasks(before)} of ${name} are wanted already`;
  }
  if (after > before) {
    return `Starts ${tasks(
      after - before,
    )} of ${name}: ${after} instead of ${before}`;
  }
  return after === 0
    ? `Ends all ${tasks(before)} of ${name}: it serves nothing then`
    : `Ends ${before - after} of ${tasks(
        before,
      )} of ${name}, chosen by ECS; calls that are open get the time of its stop timeout`;
}

function afterwards(bounds: ScalingBounds | undefined): string {
  if (!bounds || bounds.follows.length === 0) return '';
  const { follows, minimum, maximum } = bounds;
  return `auto scaling ${follows.join(
    ' and ',
  )} and may change the number again, between ${minimum} and ${maximum}`;
}
