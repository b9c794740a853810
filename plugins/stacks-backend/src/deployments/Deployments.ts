import { ConflictError, InputError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { Leases } from '../database/Leases';
import type { StackRow } from '../database/rows';
import { environmentOf } from '../environments/environmentOf';
import type { SignEvidence } from '../evidence/SignEvidence';
import type { PlanRecord } from '../planning/types';
import type { PlanStore } from '../plans/PlanStore';
import type { StackStore } from '../stacks/StackStore';
import { withStackLease } from '../stacks/withStackLease';
import type { ApplyGate } from './ApplyGate';
import { ApplyRefusedError } from './ApplyRefusedError';
import type { BeginDeployment } from './BeginDeployment';
import type { CloudFormationCalls } from './CloudFormationCalls';
import { startOfClearing, startOfPlan } from './Start';
import { stackStateOfStatus } from './cloudFormationState';

export interface DeploymentsDeps {
  aws: AwsService;
  begin: BeginDeployment;
  calls: CloudFormationCalls;
  gate: ApplyGate;
  /** Those of stacks. */
  leases: Leases;
  plans: PlanStore;
  processId: string;
  signEvidence: SignEvidence;
  stacks: StackStore;
}

/** Starts deployments. Who may is decided before; what CloudFormation makes of them, `DeploymentRun` sees to. */
export class Deployments {
  readonly #deps: DeploymentsDeps;

  constructor(deps: DeploymentsDeps) {
    this.#deps = deps;
  }

  /**
   * Starts the deployment of exactly this plan and answers its id; of a plan that is applied already, the id of its deployment. Everything
   * that was sealed is compared again under the stack's lease and signed; then the ledger line is written, and CloudFormation is called after it.
   *
   * @param options - `confirm`: the stack's name, needed to destroy and to unprotect
   * @throws ApplyRefusedError with the reasons; InputError without the confirmation
   */
  async apply(options: {
    planId: string;
    actor: string;
    confirm?: string;
  }): Promise<string> {
    const { plans, gate, aws, begin, calls, stacks } = this.#deps;
    const { signEvidence } = this.#deps;
    const { stack, deploymentId } = await plans.get(options.planId);
    if (deploymentId) return deploymentId;
    return withStackLease({ ...this.#holder(), stack }, async lease => {
      const record = await plans.get(options.planId);
      if (record.deploymentId) return record.deploymentId;
      requireConfirmed(record, options.confirm);
      const reasons = await gate.recorded(record);
      if (reasons.length === 0) reasons.push(...(await gate.moved(record)));
      if (reasons.length > 0) throw new ApplyRefusedError(reasons);

      const recorded = await stacks.find(stack);
      const start = startOfPlan(record, options.actor, recorded);
      const newest = await calls.newestEventId(
        aws.environment(record.plan.environment),
        start.data.stackId,
      );
      const evidence = await signEvidence.sign(record, start);
      return begin.begin(lease, { ...start, evidence }, newest);
    });
  }

  /**
   * Deletes a stack whose create was rolled back whole, so that nothing but its name is deleted. What is left of any other is named by the plan to destroy it.
   *
   * @returns the id of the deployment that deletes it
   * @throws ConflictError when it is in any other state
   */
  async clearFailedCreate(options: {
    stack: string;
    actor: string;
  }): Promise<string> {
    const { aws, begin, calls, stacks } = this.#deps;
    const { stack, actor } = options;
    return withStackLease({ ...this.#holder(), stack }, async lease => {
      const row = await stacks.row(stack);
      if (!isFailedCreate(row)) {
        throw new ConflictError(
          `${stack} is ${
            row?.state ?? 'unknown'
          }: only a failed create can be cleared`,
        );
      }
      const environment = environmentOf(aws, row);
      const found = await calls.describe(environment, row.stack_id);
      const status = found?.StackStatus ?? 'DELETE_COMPLETE';
      if (stackStateOfStatus(status) !== 'create-failed') {
        throw new ConflictError(
          `CloudFormation says ${stack} is ${status}: only a failed create can be cleared`,
        );
      }
      if (status !== 'ROLLBACK_COMPLETE') {
        throw new ConflictError(
          `${stack} is ${status} and has resources left: plan its destroy, which names them`,
        );
      }
      const start = startOfClearing(row, actor, environment.executionRole);
      const newest = await calls.newestEventId(environment, row.stack_id);
      return begin.begin(lease, start, newest);
    });
  }

  #holder() {
    return { leases: this.#deps.leases, owner: this.#deps.processId };
  }
}

function requireConfirmed({ plan, stack }: PlanRecord, confirm = ''): void {
  if (plan.action !== 'apply' && confirm !== stack) {
    throw new InputError(
      `confirm is '${confirm}'; to ${plan.action} the stack it must be its name, ${stack}`,
    );
  }
}

function isFailedCreate(
  row: StackRow | undefined,
): row is StackRow & { stack_id: string } {
  return row?.state === 'create-failed' && row.stack_id !== null;
}
