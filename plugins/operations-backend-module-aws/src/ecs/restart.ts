import {
  ECSClient,
  UpdateServiceCommand,
  type Deployment,
  type Service,
} from '@aws-sdk/client-ecs';
import {
  defineOperation,
  type AwsHandle,
  type OperationContext,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { followUntil, type Found } from '../followUntil';
import { verdictOf } from './circuitBreaker';
import { crashesOf, lastCrash } from './crashes';
import { describeServiceNow } from './describeServices';
import { describeTasks } from './describeTasks';
import { replacementOf } from './replacement';
import { serviceIdOf, type ServiceId } from './serviceId';
import { targetService } from './targetService';
import { revisionOf } from './taskDefinitions';

/** Less than the time after which a run counts as interrupted. */
const MINUTES = 14;

/** Replaces the tasks of a service by new ones of the same revision, and follows until they serve. */
export const restart = defineOperation({
  id: 'restart',
  title: 'Restart',
  on: 'unit',
  destructive: true,
  input: z.strictObject({}),

  async now(target) {
    const { running = 0, desired = 0 } = targetService(target).count ?? {};
    return { values: {}, sentence: `${running} of ${desired} tasks run` };
  },

  async effect(target, _input, { aws }) {
    const id = serviceIdOf({ id: targetService(target).key });
    const service = await describeServiceNow(id, aws);
    const { sentence, destructive } = replacementOf(service);
    const underWay = restartUnderWay(service);
    return underWay
      ? {
          sentence: `A restart is under way since ${underWay.createdAt?.toISOString()}; it is followed, not begun anew`,
          destructive: false,
        }
      : { sentence, destructive };
  },

  async run(target, _input, context) {
    const id = serviceIdOf({ id: targetService(target).key });
    const before = await describeServiceNow(id, context.aws);
    const { id: deployment } =
      restartUnderWay(before) ?? (await begin(id, context.aws));
    return followUntil(context, MINUTES, async () =>
      progressOf(deployment, await describeServiceNow(id, context.aws), () =>
        crashOf(id, context),
      ),
    );
  },
});

/** A rollout that replaces tasks by others of the same revision can only be a restart, perhaps one that a crash cut off from here. */
function restartUnderWay({
  deployments = [],
}: Service): Deployment | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  return deployments.length > 1 &&
    primary?.rolloutState === 'IN_PROGRESS' &&
    deployments.every(
      ({ taskDefinition }) => taskDefinition === primary.taskDefinition,
    )
    ? primary
    : undefined;
}

async function begin(
  { cluster, name }: ServiceId,
  aws: AwsHandle,
): Promise<Deployment> {
  const { service } = await aws.call('ecs:UpdateService', () =>
    aws.client(ECSClient).send(
      new UpdateServiceCommand({
        cluster,
        service: name,
        forceNewDeployment: true,
      }),
    ),
  );
  const begun = service?.deployments?.find(
    ({ status }) => status === 'PRIMARY',
  );
  if (!begun) throw new Error(`ECS has begun no deployment of ${name}`);
  return begun;
}

/** @throws when the rollout has failed or another one has taken its place */
async function progressOf(
  id: string | undefined,
  service: Service,
  crash: () => Promise<string[]>,
): Promise<Found> {
  const { deployments = [] } = service;
  const mine = deployments.find(deployment => deployment.id === id);
  const verdict = verdictOf(service, []);
  if (verdict && verdict.deployment === id) {
    throw new Error([verdict.sentence, ...(await crash())].join('; '));
  }
  if (!mine || mine.status !== 'PRIMARY') {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    throw new Error(
      `another rollout has taken its place: ${revisionOf(
        primary?.taskDefinition,
      )}, begun ${primary?.createdAt?.toISOString()}`,
    );
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = mine;
  if (mine.rolloutState === 'COMPLETED') {
    return { done: `${runningCount} of ${desiredCount} tasks are new and run` };
  }
  const old = deployments
    .filter(deployment => deployment !== mine)
    .reduce((sum, deployment) => sum + (deployment.runningCount ?? 0), 0);
  const words = [
    `${runningCount} of ${desiredCount} new tasks run`,
    `${old} old still to stop`,
    ...(failedTasks > 0 ? [`${failedTasks} failed to start`] : []),
  ];
  return { now: words.join(', ') };
}

/** How the last task ended that went wrong. */
async function crashOf(
  id: ServiceId,
  { aws }: OperationContext,
): Promise<string[]> {
  const tasks = (await describeTasks([id], aws)).get(id.arn) ?? [];
  return lastCrash(crashesOf(tasks));
}
