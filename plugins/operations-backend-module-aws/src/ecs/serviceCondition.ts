import type { Service, Task } from '@aws-sdk/client-ecs';
import { HEALTHY, type Condition } from '../condition';
import { verdictOf, type Verdict } from './circuitBreaker';
import { crashesOf, lastCrash, type Crash } from './crashes';
import { revisionOf } from './taskDefinitions';

/** Tasks that end so often within so long are a loop, though ECS starts new ones. */
const LOOP_CRASHES = 3;
const LOOP_MS = 10 * 60_000;
/** A task that runs so long has not crashed at its start. */
const STABLE_MS = 60_000;
const COMPLAINT = /unable to|failed to|unhealthy/i;

/** How a service is, and since when that is known. */
export type ServiceCondition = Condition & {
  /** ISO 8601. */
  since?: string;
};

/** What is known of a service of which tasks are wanted. */
interface Findings {
  service: Service;
  /** Such as "1 of 2 tasks run". */
  counts: string;
  verdict?: Verdict;
  /** Newest first. */
  crashes: Crash[];
  /** A loop of crashes of what is there now, other than those of a rollout that has failed; its status depends on whether other tasks run. */
  loop?: { words: string[]; since?: string };
  /** Whether any task runs that did not just start. */
  stable: boolean;
}

/**
 * Healthy when as many tasks run as are wanted and nothing is replaced. Degraded while something is, when tasks are missing or keep
 * crashing, and after a rollback. Unhealthy when none runs, when none runs for longer than a minute because all keep crashing, or when
 * a rollout has failed. The most telling reason comes first, then how
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
  const counts = `${runningCount} of ${desiredCount} tasks run`;
  const crashes = crashesOf(tasks);
  const verdict = verdictOf(service, tasks);
  const others = crashes.filter(
    ({ deployment }) =>
      deployment !== verdict?.deployment && isListed(service, deployment),
  );
  const findings: Findings = {
    service,
    counts,
    verdict,
    crashes,
    loop: loopOf(others, counts, now),
    stable: tasks.some(task => isStable(task, now)),
  };
  return (
    failing(findings) ??
    crashing(findings, { stable: false }) ??
    nothingRuns(findings) ??
    rolling(findings) ??
    rolledBack(findings) ??
    crashing(findings, { stable: true }) ??
    short(findings) ??
    HEALTHY
  );
}

/** What a deployment started that is gone, because another has taken its place, says nothing of what runs now. */
function isListed({ deployments = [] }: Service, id: string | undefined) {
  return deployments.some(deployment => deployment.id === id);
}

function isStable({ lastStatus, startedAt }: Task, now: number): boolean {
  return lastStatus === 'RUNNING' && now - Number(startedAt) >= STABLE_MS;
}

function loopOf(
  crashes: Crash[],
  counts: string,
  now: number,
): Findings['loop'] {
  const { length } = crashes.filter(({ at }) => now - Date.parse(at) < LOOP_MS);
  if (length < LOOP_CRASHES) return undefined;
  const loop = `keeps crashing: ${length} tasks ended in the last 10 minutes`;
  return {
    words: [loop, counts, ...lastCrash(crashes)],
    since: crashes.at(-1)?.at,
  };
}

function failing({
  verdict,
  counts,
  crashes,
}: Findings): ServiceCondition | undefined {
  if (!verdict || verdict.over) return undefined;
  const words = [verdict.sentence, counts, ...lastCrash(crashes)];
  return because('unhealthy', words, verdict.since);
}

function nothingRuns(findings: Findings): ServiceCondition | undefined {
  const { service, counts, crashes } = findings;
  if (service.runningCount) return undefined;
  return because('unhealthy', [counts, ...why(findings)], crashes.at(-1)?.at);
}

function rolling({
  service: { deployments = [] },
  crashes,
}: Findings): ServiceCondition | undefined {
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const old = deployments
    .filter(deployment => deployment !== primary)
    .reduce((sum, { runningCount = 0 }) => sum + runningCount, 0);
  if (!primary || (primary.rolloutState !== 'IN_PROGRESS' && old === 0)) {
    return undefined;
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = primary;
  const counted = [
    `rolls out ${revisionOf(
      primary.taskDefinition,
    )}: ${runningCount} of ${desiredCount} tasks run`,
    ...(old > 0 ? [`${old} to be replaced`] : []),
    ...(failedTasks > 0 ? [`${failedTasks} failed to start`] : []),
  ].join(', ');
  const mine = crashes.filter(({ deployment }) => deployment === primary.id);
  return because(
    'degraded',
    [counted, ...lastCrash(mine)],
    primary.createdAt?.toISOString(),
  );
}

function rolledBack({
  verdict,
  counts,
  crashes,
}: Findings): ServiceCondition | undefined {
  if (!verdict) return undefined;
  const words = [verdict.sentence, counts, ...lastCrash(crashes)];
  return because('degraded', words, verdict.since);
}

function crashing(
  { loop, stable }: Findings,
  asked: { stable: boolean },
): ServiceCondition | undefined {
  if (!loop || stable !== asked.stable) return undefined;
  return because(stable ? 'degraded' : 'unhealthy', loop.words, loop.since);
}

function short(findings: Findings): ServiceCondition | undefined {
  const { service, counts, crashes } = findings;
  const { runningCount = 0, desiredCount = 0 } = service;
  if (runningCount >= desiredCount) return undefined;
  return because('degraded', [counts, ...why(findings)], crashes[0]?.at);
}

/** How the last task ended, or what ECS says when it cannot start any: no room, no image, no role. */
function why({ crashes, service: { events = [] } }: Findings): string[] {
  if (crashes.length > 0) return lastCrash(crashes);
  const message = events[0]?.message ?? '';
  return COMPLAINT.test(message) ? [message] : [];
}

function because(
  status: Condition['status'],
  words: string[],
  since: string | undefined,
): ServiceCondition {
  return { status, reason: words.join('; '), since };
}
