import { randomUUID } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type {
  DeploymentKindEnum,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { Lease } from '../database/Leases';
import type { StacksLeases } from '../database/openDatabase';
import type { DeploymentRow, PlanRow } from '../database/rows';
import type { Ledger } from '../ledger/Ledger';
import type { Line, LineData } from '../ledger/lines';
import { templateDigest } from '../planning/templateDigest';
import type { PlanRecord, Planner } from '../planning/types';
import type { PlanStore } from '../plans/PlanStore';
import type { StackChanges } from '../stacks/StackChanges';
import type { StackStore } from '../stacks/StackStore';
import { withStackLease } from '../stacks/withStackLease';
import { ApplyRefusedError } from './ApplyRefusedError';
import type { CloudFormationCalls } from './CloudFormationCalls';
import { endSettling } from './DeploymentJournal';
import { assetsChanged } from './assetsChanged';
import { stackStateOfStatus } from './cloudFormationState';

/** How far back the gate looks. */
const RECENT_LINES = 100;

/** Why a plan may not be applied, apart from the caller; empty when it may be. */
export type MayApply = (
  plan: PlanRecord,
  lines: Line[],
  environment: Environment | undefined,
) => string[];

export interface DeploymentsDeps {
  knex: Knex;
  leases: StacksLeases;
  ledger: Ledger;
  aws: AwsService;
  calls: CloudFormationCalls;
  planner: Planner;
  mayApply: MayApply;
  plans: PlanStore;
  stacks: StackStore;
  changes: StackChanges;
  /** Called when a deployment waits to be carried out. */
  wake: () => void;
  processId: string;
}

/** Starts deployments. Who may is decided before; what CloudFormation makes of them, `DeploymentRun` sees to. */
export class Deployments {
  readonly #deps: DeploymentsDeps;

  constructor(deps: DeploymentsDeps) {
    this.#deps = deps;
  }

  /**
   * Starts the deployment of exactly this plan and answers its id; of a plan that is applied already, the id of its deployment. Everything
   * that was sealed is compared again under the stack's lease; then the ledger line is written, and CloudFormation is called after it.
   *
   * @param options - `confirm`: the stack's name, needed to destroy
   * @throws ApplyRefusedError with the reasons; InputError without the confirmation
   */
  async apply(options: {
    planId: string;
    actor: string;
    confirm?: string;
  }): Promise<string> {
    const { leases, plans, processId } = this.#deps;
    const { stack, deploymentId } = await plans.get(options.planId);
    if (deploymentId) return deploymentId;
    return withStackLease(
      { leases: leases.stacks, stack, owner: processId },
      async lease => {
        const record = await plans.get(options.planId);
        if (record.deploymentId) return record.deploymentId;
        if (record.plan.action === 'destroy' && options.confirm !== stack) {
          throw new InputError(
            `confirm is '${
              options.confirm ?? ''
            }'; to destroy the stack it must be its name, ${stack}`,
          );
        }
        const reasons = await this.reasonsAgainst(record);
        if (reasons.length === 0) reasons.push(...(await this.#moved(record)));
        if (reasons.length > 0) throw new ApplyRefusedError(reasons);
        return this.#begin(lease, await this.#fromPlan(record, options.actor));
      },
    );
  }

  /** Why the plan may not be applied now, apart from the caller and from what only AWS can tell. */
  async reasonsAgainst(record: PlanRecord): Promise<string[]> {
    const { aws, ledger, mayApply, stacks } = this.#deps;
    const environment = aws
      .environments()
      .find(({ name }) => name === record.plan.environment);
    const { lines } = await ledger.list({
      stack: record.stack,
      limit: RECENT_LINES,
    });
    const held = await stacks.holders({
      account: record.plan.account,
      region: record.plan.region,
      names: record.execution?.fixedNames ?? [],
      except: record.stack,
    });
    return [
      ...mayApply(record, lines, environment),
      ...held.map(
        ({ stack, type, name }) => `${type} ${name} belongs to stack ${stack}`,
      ),
    ];
  }

  /**
   * Deletes a stack whose creation failed.
   *
   * @returns the id of the deployment that deletes it
   * @throws ConflictError when it is in any other state
   */
  async clearFailedCreate(options: {
    stack: string;
    actor: string;
  }): Promise<string> {
    const { aws, leases, calls, stacks, processId } = this.#deps;
    return withStackLease(
      {
        leases: leases.stacks,
        stack: options.stack,
        owner: processId,
      },
      async lease => {
        const row = await stacks.row(options.stack);
        if (!row?.stack_id || row.state !== 'create-failed') {
          throw new ConflictError(
            `${options.stack} is ${
              row?.state ?? 'unknown'
            }: only a failed create can be cleared`,
          );
        }
        const environment = aws.environment(row.environment);
        const found = await calls.describe(environment, row.stack_id);
        const status = found?.StackStatus ?? 'DELETE_COMPLETE';
        if (stackStateOfStatus(status) !== 'create-failed') {
          throw new ConflictError(
            `CloudFormation says ${options.stack} is ${status}: only a failed create can be cleared`,
          );
        }
        const { stack_id: stackId } = row;
        return this.#begin(lease, {
          stack: options.stack,
          actor: options.actor,
          total: 0,
          executionRole: environment.executionRole,
          beforeEventId: await calls.newestEventId(environment, stackId),
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
            stackId,
            fixedNames: JSON.parse(row.fixed_names),
          },
        });
      },
    );
  }

  /** What AWS says against the plan: the stack moved, or what was sealed is no longer what would be deployed. */
  async #moved(record: PlanRecord): Promise<string[]> {
    const { aws, calls, planner } = this.#deps;
    const stale = await planner.staleness(record);
    if (stale) return [stale];
    const environment = aws.environment(record.plan.environment);
    const { seal, execution } = record;
    if (seal?.changeSetId) {
      const template = await calls.changeSetTemplate(
        environment,
        seal.changeSetId,
      );
      if (templateDigest(template) !== seal.templateDigest) {
        return [
          'The template of the change set is not the one that was sealed',
        ];
      }
    }
    const changed = await assetsChanged(
      aws,
      environment,
      execution?.assets ?? [],
    );
    return changed ? [changed] : [];
  }

  async #fromPlan(record: PlanRecord, actor: string): Promise<Start> {
    const { aws, calls, stacks } = this.#deps;
    const { plan, seal, execution } = record;
    const recorded = await stacks.find(record.stack);
    if (!seal) throw new ConflictError(`Plan ${record.id} is not sealed`);
    const environment = aws.environment(plan.environment);
    const changes = plan.changes.filter(change => change.action !== 'retain');
    return {
      stack: record.stack,
      actor,
      planId: record.id,
      changeSetId: seal.changeSetId,
      executionRole: seal.executionRole,
      total: plan.destroy?.deleted.length ?? changes.length,
      retained: plan.destroy?.retained,
      retain: execution?.retain,
      beforeEventId: await calls.newestEventId(environment, seal.stackId),
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
        owner:
          plan.action === 'destroy' && recorded ? recorded.owner : plan.owner,
        account: plan.account,
        region: plan.region,
        stackId: seal.stackId,
        config:
          plan.action === 'apply' ? record.request.config ?? {} : undefined,
        fixedNames: execution?.fixedNames ?? [],
      },
    };
  }

  async #begin(lease: Lease, start: Start): Promise<string> {
    const { knex, changes, wake } = this.#deps;
    const { deploymentId } = start.data;
    try {
      await knex.transaction(trx => this.#write(trx, lease, start));
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      throw new ConflictError(
        `Another deployment of ${start.stack} is running already`,
      );
    }
    changes.publish(start.stack);
    wake();
    return deploymentId;
  }

  async #write(trx: Knex.Transaction, lease: Lease, start: Start) {
    const { leases, ledger, stacks } = this.#deps;
    const { stack, actor, data } = start;
    await leases.stacks.renew(lease, trx);
    const settling = await trx<DeploymentRow>('deployments')
      .where({ stack, state: 'settling' })
      .first();
    if (settling) {
      const reason = 'The next deployment began before every unit was healthy.';
      await endSettling({ trx, ledger }, settling, reason);
    }
    if (start.planId) {
      const applied = await trx<PlanRow>('plans')
        .where({ id: start.planId, state: 'ready' })
        .update({ state: 'applied', deployment_id: data.deploymentId });
      if (applied !== 1) {
        throw new ConflictError(`Plan ${start.planId} is no longer ready`);
      }
    }
    await trx('deployments').insert({
      id: data.deploymentId,
      stack,
      plan_id: start.planId ?? null,
      kind: data.kind,
      state: 'starting',
      started_at: new Date().toISOString(),
      started_by: actor,
      definition: data.definition,
      environment: data.environment,
      account: data.account,
      region: data.region,
      stack_id: data.stackId,
      change_set_id: start.changeSetId ?? null,
      execution_role: start.executionRole ?? null,
      total: start.total,
      before_event_id: start.beforeEventId ?? null,
      retained: start.retained ? JSON.stringify(start.retained) : null,
      retain: start.retain?.length ? JSON.stringify(start.retain) : null,
    });
    const recorded = await stacks.find(stack, trx);
    if (recorded?.live && recorded.owner !== data.owner) {
      await ledger.append(trx, {
        stack,
        actor,
        kind: 'owner-changed',
        data: { from: recorded.owner, to: data.owner },
      });
    }
    await ledger.append(trx, {
      stack,
      actor,
      kind: 'deployment-started',
      data,
    });
  }
}

function kindOf({ plan }: PlanRecord): DeploymentKindEnum {
  if (plan.action === 'destroy') return 'destroy';
  return plan.isNewStack ? 'create' : 'update';
}

/** What a deployment starts with. */
interface Start {
  stack: string;
  actor: string;
  planId?: string;
  changeSetId?: string;
  executionRole?: string;
  total: number;
  retained?: ResourceRef[];
  retain?: string[];
  beforeEventId?: string;
  data: LineData['deployment-started'];
}
