import type { Deployment, Service, Task } from '@aws-sdk/client-ecs';
import { endingOf } from './endings';
import { revisionOf } from './taskDefinitions';

/** What ECS decided about a deployment that failed. */
export interface Verdict {
  /** Id of the deployment that failed. */
  deployment: string;
  /** Such as "rolled back to revision 12 because 3 tasks of revision 13 failed to start". */
  sentence: string;
  /** When the failed deployment began, ISO 8601. */
  since?: string;
  /** Whether an older revision has taken its place again. */
  over: boolean;
}

/** A deployment that failed, with what is left to know of it. */
interface Failure {
  id: string;
  at?: Date;
  /** In AWS's words. */
  reason: string;
  taskDefinition?: string;
  beganAt?: Date;
  /** How many tasks failed; 0 when that is not known any more. */
  tasks: number;
}

/** Amazon ECS Developer Guide, Service event messages. */
const FAILED_EVENT =
  /\(deployment (ecs-svc\/\d+)\) deployment failed: (.*?)\.?$/;
const FAILED_REASON = /^ECS deployment[^:]*: (.*?)\.?$/;
const ROLLING_BACK = /rolling back/;
/** A rollback begins with the failure: a deployment that begins later is somebody's new attempt. */
const ROLLBACK_BEGINS_WITHIN_MS = 3_000;

/** The last failed deployment of a service, until another one is begun. */
export function verdictOf(
  service: Service,
  tasks: Task[],
): Verdict | undefined {
  const failure = listedFailure(service) ?? toldFailure(service, tasks);
  const primary = service.deployments?.find(
    ({ status }) => status === 'PRIMARY',
  );
  if (!failure || !primary) return undefined;
  const verdict = {
    deployment: failure.id,
    since: (failure.beganAt ?? failure.at)?.toISOString(),
  };
  const because = `because ${reasonInWords(failure)}`;
  if (primary.id === failure.id) {
    const sentence = `the rollout has failed ${because}; it was not rolled back`;
    return { ...verdict, sentence, over: false };
  }
  if (!isRollback(primary, failure)) return undefined;
  const over = primary.rolloutState === 'COMPLETED';
  const act = over ? 'rolled back' : 'the circuit breaker rolls back';
  const to = revisionOf(primary.taskDefinition);
  return { ...verdict, sentence: `${act} to ${to} ${because}`, over };
}

/** A deployment that failed is listed until its tasks have ended. */
function listedFailure({ deployments = [] }: Service): Failure | undefined {
  const failed = deployments.find(
    ({ rolloutState }) => rolloutState === 'FAILED',
  );
  if (!failed) return undefined;
  const { id = '', rolloutStateReason = '', taskDefinition } = failed;
  return {
    id,
    at: failed.updatedAt,
    reason: FAILED_REASON.exec(rolloutStateReason)?.[1] ?? rolloutStateReason,
    taskDefinition,
    beganAt: failed.createdAt,
    tasks: failed.failedTasks ?? 0,
  };
}

/** Events tell of it longer, and tasks that have ended which revision it was. */
function toldFailure(
  { events = [] }: Service,
  tasks: Task[],
): Failure | undefined {
  const [told] = events.flatMap(({ message = '', createdAt }) => {
    const [, id, reason] = FAILED_EVENT.exec(message) ?? [];
    return id ? [{ id, at: createdAt, reason }] : [];
  });
  if (!told) return undefined;
  const mine = tasks.filter(({ startedBy }) => startedBy === told.id);
  return {
    ...told,
    taskDefinition: mine[0]?.taskDefinitionArn,
    beganAt: firstOf(mine),
    tasks: mine.filter(task => endingOf(task)?.failed).length,
  };
}

function isRollback(
  { createdAt, rolloutStateReason = '', taskDefinition }: Deployment,
  failure: Failure,
): boolean {
  if (ROLLING_BACK.test(rolloutStateReason)) return true;
  const later = Number(createdAt ?? 0) - Number(failure.at ?? 0);
  return (
    later <= ROLLBACK_BEGINS_WITHIN_MS &&
    !(numberOf(taskDefinition) > numberOf(failure.taskDefinition))
  );
}

/** The number of a revision; not a number when it is not known. */
function numberOf(taskDefinition: string | undefined): number {
  return Number(taskDefinition?.split(':').at(-1));
}

function reasonInWords({ reason, tasks, taskDefinition }: Failure): string {
  if (!/tasks? failed to start/.test(reason)) return `ECS says: ${reason}`;
  const counted = tasks === 1 ? '1 task' : `${tasks || ''} tasks`.trim();
  return taskDefinition
    ? `${counted} of ${revisionOf(taskDefinition)} failed to start`
    : `${counted} failed to start`;
}

function firstOf(tasks: Task[]): Date | undefined {
  return tasks
    .flatMap(({ createdAt }) => createdAt ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
