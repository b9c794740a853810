import type { Environment } from '@enginehouse/aws-node';
import type {
  Deployment,
  DeploymentResource,
  ResourceRef,
  DeploymentState,
} from '@enginehouse/plugin-stacks-common';
import type {
  DeploymentEventRow,
  DeploymentRow,
  EvidenceRow,
} from '../database/rows';
import { toEvidence } from '../evidence/EvidenceStore';
import { deploymentEvidenceNote } from '../evidence/evidenceNote';
import { stackEntityRef } from '../stacks/toStack';
import { liftingCommand } from '../protection/liftingCommand';
import { progressOf } from './progressOf';
import { lastByResource } from './stackEvents';

/** What a deployment's page shows. */
export interface DeploymentParts {
  row: DeploymentRow;
  events: DeploymentEventRow[];
  /** Whether the stack, and so its entity, is still there. */
  live: boolean;
  /** Entity ref of the stack's owner. */
  owner?: string;
  /** Logical id → construct path. */
  paths: Record<string, string>;
  /** What loses its protection by it. */
  lifted: ResourceRef[];
  pastSeconds: number[];
  /** What was signed of it. */
  evidence?: EvidenceRow;
  /** Undefined when it is no longer configured. */
  environment?: Environment;
}

/** A deployment as the API answers it. */
export function toDeployment(parts: DeploymentParts): Deployment {
  const { row, events, live, environment } = parts;
  return {
    id: row.id,
    stack: row.stack,
    entityRef: live ? stackEntityRef(row.stack) : undefined,
    planId: row.plan_id ?? undefined,
    kind: row.kind as Deployment['kind'],
    state: row.state as DeploymentState,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    startedBy: row.started_by,
    owner: parts.owner,
    reason: row.reason ?? undefined,
    definition: row.definition,
    environment: row.environment,
    account: row.account,
    region: row.region,
    cloudFormationStatus: row.cloudformation_status ?? undefined,
    progress: progressOf(row, events, parts.pastSeconds),
    resources: resourcesOf(parts),
    outputs: row.outputs ? JSON.parse(row.outputs) : undefined,
    failure: row.failure ? JSON.parse(row.failure) : undefined,
    retained: row.retained ? JSON.parse(row.retained) : undefined,
    ...evidenceOf(parts),
    lastSeq: row.last_seq,
    command: commandOf(parts),
    consoleUrl:
      environment && !environment.endpoint
        ? consoleUrl(row.region, row.stack_id)
        : undefined,
  };
}

/** What configures nothing leaves none, and nothing to say about it. */
function evidenceOf({ row, evidence }: DeploymentParts) {
  if (evidence) return { evidence: toEvidence(evidence) };
  return row.kind === 'create' || row.kind === 'update'
    ? { evidenceNote: deploymentEvidenceNote(row.environment) }
    : {};
}

/** The stack's page in the AWS console. */
export function consoleUrl(region: string, stackId: string): string {
  return `https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}#/stacks/stackinfo?stackId=${encodeURIComponent(
    stackId,
  )}`;
}

function resourcesOf({
  row,
  events,
  paths,
}: DeploymentParts): DeploymentResource[] {
  return lastByResource(
    row,
    events.filter(event => !event.outside),
  ).map(last => ({
    logicalId: last.logical_id,
    resourceType: last.resource_type,
    physicalId: last.physical_id ?? undefined,
    constructPath: paths[last.logical_id],
    status: last.status,
    reason: last.reason ?? undefined,
    at: last.at,
  }));
}

function actsOf({ row, lifted }: DeploymentParts): string[] {
  const token = `--client-request-token ${row.id}`;
  if (row.change_set_id) {
    return [
      `aws cloudformation execute-change-set --change-set-name ${row.change_set_id} ${token}`,
    ];
  }
  return row.kind === 'destroy'
    ? [`aws cloudformation delete-stack --stack-name ${row.stack_id} ${token}`]
    : lifted.map(liftingCommand);
}

function commandOf(parts: DeploymentParts): string {
  const { row, environment } = parts;
  const where = [
    `--region ${row.region}`,
    ...(environment?.endpoint
      ? [`--endpoint-url ${environment.endpoint}`]
      : []),
  ];
  return actsOf(parts)
    .map(act => [act, ...where].join(' '))
    .join(' && ');
}
