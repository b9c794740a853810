import { toError } from '@backstage/errors';
import type { Environment } from '@enginehouse/aws-node';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import type { LookupValues } from '@enginehouse/stack-kit';
import { ChangeSets } from './cloudformation/ChangeSets';
import { StackReader, type StackSnapshot } from './cloudformation/StackReader';
import { compareWithDeployed, isDeployed } from './compareWithDeployed';
import { changedBinding } from './bindings/changedBinding';
import { resolveBindings } from './bindings/resolveBindings';
import { changedLookup } from './lookups/changedLookup';
import { lookUp } from './lookups/lookUp';
import { refuseFound } from './lookups/refuseFound';
import { VOLATILE_SHARED_FOR } from './lookups/sharedFor';
import { newRecord } from './newRecord';
import { planDestroy } from './planDestroy';
import { planUnprotect } from './planUnprotect';
import type { PlanningServices } from './PlanningServices';
import { refuseRetain } from './request/refuseRetain';
import { refuseStatus } from './request/refuseStatus';
import { refuseTaken } from './request/refuseTaken';
import { resolveRequest } from './request/resolveRequest';
import { changeSetName } from './seal/changeSetName';
import { discardChangeSet } from './seal/discardChangeSet';
import { sealApply } from './seal/sealApply';
import { sealDestroy } from './seal/sealDestroy';
import { sealUnprotect } from './seal/sealUnprotect';
import { staleness } from './seal/staleness';
import { synthesizePlan } from './synthesizePlan';
import type { Planner, Planning, PlanRecord } from './types';

const SEAL = {
  apply: sealApply,
  destroy: sealDestroy,
  unprotect: sealUnprotect,
};

/** From a request to a sealed plan, one step after the other. */
export class DefaultPlanner implements Planner {
  readonly #services: PlanningServices;

  constructor(services: PlanningServices) {
    this.#services = services;
  }

  async preview(planning: Planning): Promise<Plan> {
    const { record, reader, snapshot } = await this.#draft(planning, {
      shared: true,
    });
    return {
      ...record.plan,
      ...(await this.#stage1(record, reader, snapshot)),
      state: 'preview',
      reasons: [],
      otherOpenPlans: [],
    };
  }

  async prepare(planning: Planning): Promise<PlanRecord> {
    return (await this.#draft(planning, { shared: false })).record;
  }

  async seal(record: PlanRecord): Promise<PlanRecord> {
    const { aws, checks, logger } = this.#services;
    try {
      const environment = aws.environment(record.plan.environment);
      await checks.ensureUsable(environment);
      return await SEAL[record.plan.action](
        this.#services,
        record,
        environment,
      );
    } catch (thrown) {
      const { message, stack } = toError(thrown);
      logger.warn(
        `Plan ${record.id} of ${record.stack} failed: ${stack ?? message}`,
      );
      await this.discard(record).catch(error =>
        logger.warn(`The change set of plan ${record.id} is left: ${error}`),
      );
      return {
        ...record,
        state: 'failed',
        plan: { ...record.plan, error: message },
      };
    }
  }

  async discard(record: PlanRecord): Promise<void> {
    if (record.plan.action === 'destroy') return;
    const { aws } = this.#services;
    const environment = this.#configured(record);
    if (!environment) return;
    await discardChangeSet(
      new StackReader(aws, environment),
      ChangeSets.of(aws, environment, record),
      {
        stack: record.seal?.stackId ?? record.stack,
        name: record.seal?.changeSetId ?? changeSetName(record.id),
      },
    );
  }

  async staleness(
    record: PlanRecord,
    options: { shared?: boolean } = {},
  ): Promise<string | undefined> {
    const { plan, seal, stack } = record;
    if (!seal) return undefined;
    const environment = this.#configured(record);
    if (!environment) {
      return `Environment ${plan.environment} is no longer configured`;
    }
    const { aws } = this.#services;
    const reader = new StackReader(aws, environment, options);
    const ttl = options.shared ? VOLATILE_SHARED_FOR : 0;
    const made = {
      lookups: record.execution?.volatile ?? [],
      values: plan.lookups as LookupValues,
    };
    return (
      (await staleness(reader, stack, seal)) ??
      (await changedLookup(aws, environment, made, ttl)) ??
      (await changedBinding(reader, plan.binds ?? [])) ??
      this.#newDependents(record)
    );
  }

  /** What came to depend on a stack since its destroy was planned. */
  async #newDependents({ plan, stack }: PlanRecord) {
    if (!plan.destroy) return undefined;
    const known = plan.destroy.dependents;
    const now = await this.#services.registry.dependents(stack);
    const added = now.filter(name => !known.includes(name));
    return added.length > 0
      ? `${added.join(', ')} depends on ${stack} since this plan was made`
      : undefined;
  }

  #configured({ plan }: PlanRecord): Environment | undefined {
    return this.#services.aws
      .environments()
      .find(({ name }) => name === plan.environment);
  }

  /** Everything that can be known and refused before anything is built or written. */
  async #draft(planning: Planning, reading: { shared: boolean }) {
    const { aws, checks, registry } = this.#services;
    const resolved = await resolveRequest(planning, this.#services);
    const { environment, loaded, config, context, action } = resolved;
    await checks.ensureUsable(environment);
    const reader = new StackReader(aws, environment, reading);
    const snapshot = await reader.find(resolved.stack);
    await refuseTaken(resolved, snapshot, registry);
    refuseStatus(snapshot, action);
    await refuseRetain(planning.request, reader, snapshot);
    const lookups =
      action === 'apply'
        ? await lookUp({
            ...{ aws, environment, config },
            lookups: loaded.definition.lookups(config, context),
          })
        : {};
    if (action === 'apply') {
      refuseFound(loaded.definition, config, lookups, environment);
    }
    const binds =
      action === 'apply' && planning.request.binds?.length
        ? await resolveBindings({
            ...{ ...planning, resolved, reader },
            binds: planning.request.binds,
            services: this.#services,
          })
        : undefined;
    const record = newRecord(planning, resolved, {
      ...{ isNewStack: !isDeployed(snapshot), lookups },
      ...(binds && { binds }),
    });
    return { record, reader, snapshot };
  }

  async #stage1(
    record: PlanRecord,
    reader: StackReader,
    snapshot: StackSnapshot | undefined,
  ): Promise<Partial<PlanRecord['plan']>> {
    if (record.plan.action === 'destroy') {
      return snapshot
        ? (
            await planDestroy(
              this.#services,
              reader,
              snapshot,
              record.request.retain,
            )
          ).view
        : {};
    }
    if (record.plan.action === 'unprotect') {
      return snapshot
        ? (await planUnprotect(this.#services, record.plan, reader, snapshot))
            .view
        : {};
    }
    const environment = this.#services.aws.environment(record.plan.environment);
    const synthesized = await synthesizePlan(
      this.#services,
      record,
      environment,
    );
    return (
      await compareWithDeployed(this.#services, reader, snapshot, synthesized)
    ).view;
  }
}
