import type { Service, Task } from '@aws-sdk/client-ecs';
import type { PartEnding } from '@enginehouse/plugin-operations-common';
import { HEALTHY, type Condition } from '../condition';
import { verdictOf } from './circuitBreaker';
import { endingInWords, endingOf } from './endings';
import { revisionOf } from './taskDefinitions';

/** Tasks that end so often within so long are a loop, though ECS starts new ones. */
const LOOP_ENDINGS = 3;
const LOOP_MS = 10 * 60_000;
const CANNOT = /unable to|failed to|unhealthy/i;

/** How a service is, and since when that is known. */
export type ServiceCondition = Condition & {
  /** ISO 8601. */
  since?: string;
};

/**
 * Healthy when as many tasks run as are wanted and nothing is replaced. Degraded while something is, when tasks are missing or keep
 * crashing, and after a rollback. Unhealthy when none runs or a rollout has failed. The most telling reason comes first, then how
 * the last task ended.
 *
 * @param tasks - running ones first, then those that ended, newest first
 * @param now - milliseconds since the epoch
 */
export function serviceCondition(
  service: Service,
  tasks: Task[],
  now: number,
): ServiceCondition {
  const { desiredCount = 0, runningCount = 0, status = 'nothing' } = service;
  if (status !== 'ACTIVE') {
    return { status: 'unknown', reason: `ECS says ${status}` };
  }
  if (desiredCount === 0) return HEALTHY;
  const crashes = crashesOf(tasks);
  const verdict = verdictOf(service, tasks);
  const counts = `${runningCount} of ${desiredCount} tasks run`;
  if (verdict && !verdict.over) {
    const words = [verdict.sentence, counts, ...lastCrash(crashes)];
    return because('unhealthy', words, verdict.since);
  }
  if (runningCount === 0) {
    const why =
      crashes.length > 0 ? lastCrash(crashes) : lastComplaint(service);
    return because('unhealthy', [counts, ...why], crashes.at(-1)?.at);
  }
  const loop = crashes.filter(({ at }) => now - Date.parse(at ?? '') < LOOP_MS);
  if (loop.length >= LOOP_ENDINGS) {
    const words = `keeps crashing: ${loop.length} tasks ended in the last 10 minutes`;
    return because(
      'degraded',
      [words, counts, ...lastCrash(crashes)],
      crashes.at(-1)?.at,
    );
  }
  const rolling = rollingOf(service);
  if (rolling) {
    return because(
      'degraded',
      [rolling.sentence, ...lastCrash(loop)],
      rolling.since,
    );
  }
  if (runningCount < desiredCount) {
    const why =
      crashes.length > 0 ? lastCrash(crashes) : lastComplaint(service);
    return because('degraded', [counts, ...why], crashes[0]?.at);
  }
  return verdict
    ? because('degraded', [verdict.sentence, counts], verdict.since)
    : HEALTHY;
}

function because(
  status: Condition['status'],
  words: string[],
  since: string | undefined,
): ServiceCondition {
  return { status, reason: words.join('; '), since };
}

function crashesOf(tasks: Task[]): PartEnding[] {
  return tasks
    .flatMap(task => endingOf(task) ?? [])
    .filter(({ failed }) => failed);
}

function lastCrash([last]: PartEnding[]): string[] {
  return last ? [`the last task ended with ${endingInWords(last)}`] : [];
}

/** What ECS says when it cannot start tasks: no room, no image, no role. */
function lastComplaint({ events = [] }: Service): string[] {
  const [last] = events;
  return last?.message && CANNOT.test(last.message) ? [last.message] : [];
}

function rollingOf({
  deployments = [],
}: Service): { sentence: string; since?: string } | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const others = deployments.filter(deployment => deployment !== primary);
  const old = others.reduce(
    (sum, { runningCount = 0 }) => sum + runningCount,
    0,
  );
  if (!primary || (primary.rolloutState !== 'IN_PROGRESS' && old === 0)) {
    return undefined;
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = primary;
  const words = [
    `rolls out ${revisionOf(
      primary.taskDefinition,
    )}: ${runningCount} of ${desiredCount} tasks run`,
    ...(old > 0 ? [`${old} to be replaced`] : []),
    ...(failedTasks > 0 ? [`${failedTasks} failed to start`] : []),
  ];
  return {
    sentence: words.join(', '),
    since: primary.createdAt?.toISOString(),
  };
}
