import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  DeploymentKindEnum,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import type { EvidenceRow, StackRow } from '../database/rows';
import type { LineData } from '../ledger/lines';
import { monthlyCostOf } from '../ledger/stackCost';
import type { PlanRecord, RecordedStack } from '../planning/types';

/** What a deployment starts with. */
export interface Start {
  stack: string;
  /** Entity ref of the user. */
  actor: string;
  planId?: string;
  changeSetId?: string;
  executionRole?: string;
  /** How many resources it will touch. */
  total: number;
  retained?: ResourceRef[];
  /** Logical ids the deletion leaves behind. */
  retain?: string[];
  /** What was signed, to be recorded with it. */
  evidence?: EvidenceRow;
  /** What the ledger says of it. */
  data: LineData['deployment-started'];
}

/**
 * The start of a plan's deployment.
 *
 * @param recorded - the stack as the ledger knows it; what does not configure it keeps what is recorded
 * @throws ConflictError when the plan is not sealed
 */
export function startOfPlan(
  record: PlanRecord,
  actor: string,
  recorded: RecordedStack | undefined,
): Start {
  const { plan, seal, execution, request } = record;
  if (!seal) throw new ConflictError(`Plan ${record.id} is not sealed`);
  const changes = plan.changes.filter(change => change.action !== 'retain');
  const configures = plan.action === 'apply';
  const kept = configures ? undefined : recorded;
  return {
    stack: record.stack,
    actor,
    planId: record.id,
    changeSetId: seal.changeSetId,
    executionRole: seal.executionRole,
    total: plan.destroy?.deleted.length ?? changes.length,
    retained: plan.destroy?.retained,
    retain: execution?.retain,
    data: {
      deploymentId: randomUUID(),
      planId: record.id,
      kind: kindOf(record),
      digest: seal.digest,
      definition: plan.definition,
      definitionVersion: plan.definitionVersion,
      service: plan.service,
      component: plan.component,
      environment: plan.environment,
      owner: kept?.owner ?? plan.owner,
      account: plan.account,
      region: plan.region,
      stackId: seal.stackId,
      ...(configures && {
        config: request.config ?? {},
        ...(plan.binds && { binds: plan.binds }),
        ...(request.patches && { patches: request.patches }),
        ...(plan.cost && { cost: monthlyCostOf(plan.cost) }),
      }),
      fixedNames: kept?.fixedNames ?? execution?.fixedNames ?? [],
    },
  };
}

/** The start of deleting a stack that was never created. */
export function startOfClearing(
  row: StackRow & { stack_id: string },
  actor: string,
  executionRole: string | undefined,
): Start {
  return {
    stack: row.name,
    actor,
    executionRole,
    total: 0,
    data: {
      deploymentId: randomUUID(),
      kind: 'destroy',
      definition: row.definition,
      definitionVersion: row.definition_version ?? '',
      service: row.service,
      component: row.component,
      environment: row.environment,
      owner: row.owner,
      account: row.account,
      region: row.region,
      stackId: row.stack_id,
      fixedNames: JSON.parse(row.fixed_names),
    },
  };
}

function kindOf({ plan }: PlanRecord): DeploymentKindEnum {
  if (plan.action !== 'apply') return plan.action;
  return plan.isNewStack ? 'create' : 'update';
}
