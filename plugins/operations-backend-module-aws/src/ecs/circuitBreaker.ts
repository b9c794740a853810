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

interface Failure {
  id: string;
  /** Of the deployment while ECS still lists it. */
  deployment?: Deployment;
  at?: Date;
  /** In AWS's words. */
  reason: string;
}

/** Amazon ECS Developer Guide, Service event messages. */
const FAILED_EVENT =
  /\(deployment (ecs-svc\/\d+)\) deployment failed: (.*?)\.?$/;
const FAILED_REASON = /^ECS deployment[^:]*: (.*?)\.?$/;
/** A rollback begins with the failure: a deployment that begins later is somebody's new attempt. */
const ROLLBACK_BEGINS_WITHIN_MS = 60_000;

/** The last failed deployment of a service, until another one is begun. */
export function verdictOf(
  service: Service,
  tasks: Task[],
): Verdict | undefined {
  const failure = failureOf(service);
  if (!failure) return undefined;
  const primary = service.deployments?.find(
    ({ status }) => status === 'PRIMARY',
  );
  const mine = tasks.filter(({ startedBy }) => startedBy === failure.id);
  const because = `because ${reasonInWords(failure, mine)}`;
  const since = failure.deployment?.createdAt ?? firstOf(mine) ?? failure.at;
  const verdict = { deployment: failure.id, since: since?.toISOString() };
  if (primary?.id === failure.id) {
    return {
      ...verdict,
      sentence: `the rollout has failed ${because}; it was not rolled back`,
      over: false,
    };
  }
  const over = primary?.rolloutState === 'COMPLETED';
  const to = revisionOf(primary?.taskDefinition);
  return {
    ...verdict,
    sentence: `${
      over ? 'rolled back' : 'the circuit breaker rolls back'
    } to ${to} ${because}`,
    over,
  };
}

/** Deployments that failed are listed until their tasks have ended; events tell of them longer. */
function failureOf({
  deployments = [],
  events = [],
}: Service): Failure | undefined {
  const deployment = deployments.find(
    ({ rolloutState }) => rolloutState === 'FAILED',
  );
  if (deployment) {
    const { id = '', rolloutStateReason = '' } = deployment;
    const reason = FAILED_REASON.exec(rolloutStateReason)?.[1];
    return { id, deployment, reason: reason ?? rolloutStateReason };
  }
  const [failure] = events.flatMap(({ message = '', createdAt }) => {
    const [, id, reason] = FAILED_EVENT.exec(message) ?? [];
    return id && createdAt ? [{ id, at: createdAt, reason }] : [];
  });
  const began = deployments.find(({ status }) => status === 'PRIMARY');
  return failure && isRollbackOf(began, failure.at) ? failure : undefined;
}

function isRollbackOf(
  primary: Deployment | undefined,
  failedAt: Date,
): boolean {
  const beganAt = primary?.createdAt?.getTime() ?? 0;
  return beganAt <= failedAt.getTime() + ROLLBACK_BEGINS_WITHIN_MS;
}

function reasonInWords({ deployment, reason }: Failure, mine: Task[]): string {
  if (!/tasks? failed to start/.test(reason)) return `ECS says: ${reason}`;
  const count =
    deployment?.failedTasks ||
    mine.filter(task => endingOf(task)?.failed).length;
  const revision = deployment?.taskDefinition ?? mine[0]?.taskDefinitionArn;
  const tasks = count === 1 ? '1 task' : `${count || ''} tasks`.trim();
  return revision
    ? `${tasks} of ${revisionOf(revision)} failed to start`
    : `${tasks} failed to start`;
}

function firstOf(tasks: Task[]): Date | undefined {
  return tasks
    .flatMap(({ createdAt }) => createdAt ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
