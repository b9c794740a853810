import type { Output, StackState } from '@enginehouse/plugin-stacks-common';
import type { LeasedRow, StackRow } from '../database/rows';
import { stackStateOfStatus } from '../deployments/cloudFormationState';
import { stackStateOf } from '../stacks/stackStateOf';
import type { Line, LineData, StackIdentity } from './lines';
import { costAfter, costStarted, NO_COST } from './stackCost';

/** The part of a stack's row that the ledger determines. */
export type StackProjection = Omit<StackRow, 'ledger_seq' | keyof LeasedRow>;

/** A stack's row after one more line; pure, so that replaying a ledger gives the same rows. */
export function projectStack(
  before: StackProjection | undefined,
  line: Line,
): StackProjection {
  if (!before) {
    if (line.kind !== 'plan-created') {
      throw new Error(
        `The ledger of ${line.stack} begins with ${line.kind} instead of plan-created`,
      );
    }
    return { ...planned(line, line.data), open_plans: 1 };
  }
  switch (line.kind) {
    case 'plan-created':
      return {
        ...(before.live ? before : planned(line, line.data)),
        ...(before.state === 'planned' && identityColumns(line.data)),
        open_plans: before.open_plans + 1,
      };
    case 'plan-sealed':
      return line.data.outcome === 'ready' ? before : withoutPlan(before);
    case 'plan-failed':
    case 'plan-discarded':
    case 'plan-expired':
      return withoutPlan(before);
    case 'deployment-started':
      return started(before, line.at, line.actor, line.data);
    case 'deployment-progressed':
      return {
        ...before,
        ...found(before, line.data),
        state: stackStateOf(line.data.state) ?? before.state,
      };
    case 'deployment-settling':
      return {
        ...before,
        ...found(before, line.data),
        ...costAfter(before, 'settling'),
        state: 'settling',
      };
    case 'deployment-ended':
      return ended(before, line.at, line.data);
    case 'changed-outside':
      return {
        ...before,
        ...atRest(line.data.state),
        changed_at: line.at,
        changed_outside_at: line.at,
        changed_by: null,
        cloudformation_status: line.data.status,
        cloudformation_updated_at: line.data.updatedAt ?? null,
      };
    default:
      return before;
  }
}

function planned(
  line: { stack: string; at: string },
  identity: StackIdentity,
): StackProjection {
  return {
    ...identityColumns(identity),
    ...atRest('planned'),
    name: line.stack,
    open_plans: 0,
    stack_id: null,
    created_at: line.at,
    changed_at: line.at,
    changed_by: null,
    changed_outside_at: null,
    deployment_id: null,
    cloudformation_status: null,
    cloudformation_updated_at: null,
    config: null,
    binds: null,
    patches: null,
    outputs: null,
    fixed_names: '[]',
    ...NO_COST,
  };
}

function identityColumns(identity: StackIdentity) {
  return {
    definition: identity.definition,
    definition_version: identity.definitionVersion,
    service: identity.service,
    component: identity.component,
    environment: identity.environment,
    owner: identity.owner,
    account: identity.account,
    region: identity.region,
  };
}

function atRest(state: StackState) {
  return { state, resting_state: state, live: state !== 'destroyed' };
}

/** A stack that is only planned ends with its last open plan. */
function withoutPlan(before: StackProjection): StackProjection {
  const open = before.open_plans - 1;
  return {
    ...before,
    open_plans: open,
    live: before.live && (before.state !== 'planned' || open > 0),
  };
}

function started(
  before: StackProjection,
  at: string,
  actor: string,
  data: LineData['deployment-started'],
): StackProjection {
  return {
    ...before,
    open_plans: before.open_plans - (data.planId ? 1 : 0),
    state: data.kind === 'destroy' ? 'destroying' : 'deploying',
    live: true,
    stack_id: data.stackId,
    changed_at: at,
    changed_by: actor,
    changed_outside_at: null,
    deployment_id: data.deploymentId,
    // Only an apply makes the stack another one: a destroy or the end of its protection leaves what it is, and what it was made with.
    ...(data.config && {
      ...identityColumns(data),
      config: JSON.stringify(data.config),
      binds: data.binds ? JSON.stringify(data.binds) : null,
      patches: data.patches ? JSON.stringify(data.patches) : null,
    }),
    fixed_names: JSON.stringify(data.fixedNames),
    ...costStarted(before, data.cost),
  };
}

function ended(
  before: StackProjection,
  at: string,
  data: LineData['deployment-ended'],
): StackProjection {
  if (data.state === 'not-started') {
    const wasPlanned = before.resting_state === 'planned';
    return {
      ...before,
      ...costAfter(before, data.state),
      state: before.resting_state,
      live: !wasPlanned || before.open_plans > 0,
      stack_id: wasPlanned ? null : before.stack_id,
    };
  }
  return {
    ...before,
    ...found(before, data),
    ...costAfter(before, data.state),
    ...atRest(stateAfter(data)),
    changed_at: at,
  };
}

/** A deployment may do what it should and leave its stack where it was: one that lifts the protection of a failed create. */
function stateAfter({
  state,
  status,
}: LineData['deployment-ended']): StackState {
  if (state === 'deployed' && status) return stackStateOfStatus(status);
  return stackStateOf(state) ?? 'unknown';
}

/** What CloudFormation said, where a line says it. */
function found(
  before: StackProjection,
  data: { status?: string; updatedAt?: string; outputs?: Output[] },
) {
  return {
    cloudformation_status: data.status ?? before.cloudformation_status,
    cloudformation_updated_at:
      data.updatedAt ?? before.cloudformation_updated_at,
    outputs: data.outputs ? JSON.stringify(data.outputs) : before.outputs,
  };
}
