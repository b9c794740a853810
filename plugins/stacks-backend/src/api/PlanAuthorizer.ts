import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  planCreatePermission,
  stackApplyPermission,
  stackChangeOwnerPermission,
  stackDestroyPermission,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import type { PlanRecord } from '../planning/types';
import type { PlanStore } from '../plans/PlanStore';
import type { StackStore } from '../stacks/StackStore';
import type { StackAuthorizer } from './StackAuthorizer';

/** Decides who may do what with a plan: by the owner of its stack, or the owner it names while there is no stack yet. */
export class PlanAuthorizer {
  readonly #authorizer: StackAuthorizer;
  readonly #plans: PlanStore;
  readonly #stacks: StackStore;

  constructor(options: {
    authorizer: StackAuthorizer;
    plans: PlanStore;
    stacks: StackStore;
  }) {
    this.#authorizer = options.authorizer;
    this.#plans = options.plans;
    this.#stacks = options.stacks;
  }

  /** The plan, if the caller may read it. @throws NotAllowedError, NotFoundError */
  async readablePlan(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<PlanRecord> {
    await this.#authorizer.readable(credentials);
    const record = await this.#plans.get(id);
    await this.requireReadable(record.plan, credentials);
    return record;
  }

  /** @throws NotAllowedError */
  async requireCreate(credentials: BackstageCredentials): Promise<void> {
    await this.#authorizer.require(planCreatePermission, credentials);
  }

  /** What is planned shows what is deployed: it is for those who may read the stack. @throws NotAllowedError */
  async requireReadable(
    plan: { stack: string; owner: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#authorizer.requireOnStack(
      stackReadPermission,
      plan.stack,
      credentials,
      plan,
    );
  }

  /** A plan under another owner than the recorded one needs a permission of its own. @throws NotAllowedError */
  async requireOwner(
    record: PlanRecord,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const recorded = await this.#stacks.find(record.stack);
    const changesOwner =
      record.plan.action === 'apply' &&
      recorded?.live &&
      recorded.owner !== record.plan.owner;
    if (changesOwner) {
      await this.#authorizer.requireOnStack(
        stackChangeOwnerPermission,
        record.stack,
        credentials,
      );
    }
  }

  /** @throws NotAllowedError */
  async requireApply(
    record: PlanRecord,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#authorizer.requireOnStack(
      permissionToApply(record),
      record.stack,
      credentials,
      record.plan,
    );
    await this.requireOwner(record, credentials);
  }

  /** Whoever made a plan may discard it, and whoever may apply it. @throws NotAllowedError */
  async requireDiscard(
    record: PlanRecord,
    credentials: BackstageCredentials,
    actor: string,
  ): Promise<void> {
    await this.requireCreate(credentials);
    if (record.createdBy !== actor) {
      await this.requireApply(record, credentials);
    }
  }

  /** Why the caller may not apply the plan, in words; undefined when they may. */
  async refusalToApply(
    record: PlanRecord,
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    const recorded = await this.#stacks.find(record.stack);
    const owner = recorded?.owner ?? record.plan.owner;
    const may = await this.#authorizer.mayOnStack(
      permissionToApply(record),
      { name: record.stack, owner },
      credentials,
    );
    return may
      ? undefined
      : `You may not ${record.plan.action} this stack: it belongs to ${owner}`;
  }
}

function permissionToApply({ plan }: PlanRecord) {
  return plan.action === 'apply'
    ? stackApplyPermission
    : stackDestroyPermission;
}
