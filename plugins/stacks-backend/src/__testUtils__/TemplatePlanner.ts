import { randomUUID } from 'node:crypto';
import { InputError, toError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { Change, Plan } from '@enginehouse/plugin-stacks-common';
import { canonicalJson, readPrices } from '@enginehouse/stack-kit';
import { DefaultPlanner } from '../planning/DefaultPlanner';
import type { PlanningServices } from '../planning/PlanningServices';
import {
  ChangeSets,
  hasNothingToDo,
} from '../planning/cloudformation/ChangeSets';
import { StackReader } from '../planning/cloudformation/StackReader';
import { changeSetName } from '../planning/seal/changeSetName';
import { sealDestroy } from '../planning/seal/sealDestroy';
import { sealOf } from '../planning/seal/sealOf';
import { templateDigest } from '../planning/templateDigest';
import type {
  PlanRecord,
  Planner,
  Planning,
  StackRegistry,
} from '../planning/types';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Plans templates instead of definitions: `config.template` is the template, `config.sealedTemplate` what the seal says it is, `config.expiresAt` when the plan
 * expires, `config.assets` what was published, `config.outputs` what the outputs are to others, `config.findings` what was found. Change sets, seals and staleness are the real ones. */
export class TemplatePlanner implements Planner {
  readonly #aws: AwsService;
  readonly #registry: StackRegistry;
  /** Enough for what is not about making templates. */
  readonly #services: PlanningServices;
  readonly #default: DefaultPlanner;

  constructor(aws: AwsService, registry: StackRegistry) {
    this.#aws = aws;
    this.#registry = registry;
    const prices = readPrices();
    this.#services = { aws, registry, prices } as PlanningServices;
    this.#default = new DefaultPlanner(this.#services);
  }

  async preview(planning: Planning): Promise<Plan> {
    const record = await this.prepare(planning);
    return {
      ...record.plan,
      state: 'preview',
      reasons: [],
      otherOpenPlans: [],
    };
  }

  async prepare({ request, credentials }: Planning): Promise<PlanRecord> {
    const environment = this.#aws.environment(request.environment);
    const component = request.component ?? 'things';
    const stack = `${request.service}-${component}-${environment.name}`;
    if (!request.config?.template && request.action === 'apply') {
      throw new InputError('/config/template is missing');
    }
    const recorded = await this.#registry.find(stack);
    const now = Date.now();
    const who = {
      id: randomUUID(),
      stack,
      createdAt: new Date(now).toISOString(),
      expiresAt:
        request.config?.expiresAt ?? new Date(now + DAY_MS).toISOString(),
      createdBy: credentials.principal.userEntityRef,
    };
    return {
      ...who,
      state: 'planning',
      request,
      plan: {
        ...who,
        isNewStack: !recorded?.live,
        action: request.action,
        definition: request.definition,
        definitionVersion: '1.0.0',
        service: request.service,
        component,
        owner: request.owner,
        environment: environment.name,
        account: environment.account,
        region: environment.region,
        manifest: `service: ${request.service}\n`,
        config: request.config ?? {},
        origin: {},
        lookups: {},
        summary: {
          added: 0,
          changed: 0,
          replaced: 0,
          removed: 0,
          iam: 'none',
          network: 'none',
        },
        changes: [],
        security: { statements: [], network: [], capabilities: [] },
        findings: request.config?.findings ?? [],
        notices: [],
      },
    };
  }

  async seal(record: PlanRecord): Promise<PlanRecord> {
    try {
      return record.plan.action === 'destroy'
        ? await this.#sealDestroy(record)
        : await this.#sealApply(record);
    } catch (error) {
      return {
        ...record,
        state: 'failed',
        plan: { ...record.plan, error: toError(error).message },
      };
    }
  }

  discard(record: PlanRecord): Promise<void> {
    return this.#default.discard(record);
  }

  staleness(record: PlanRecord): Promise<string | undefined> {
    return this.#default.staleness(record);
  }

  #sealDestroy(record: PlanRecord): Promise<PlanRecord> {
    const environment = this.#aws.environment(record.plan.environment);
    return sealDestroy(this.#services, record, environment);
  }

  async #sealApply(record: PlanRecord): Promise<PlanRecord> {
    const environment = this.#aws.environment(record.plan.environment);
    const reader = new StackReader(this.#aws, environment);
    const before = await reader.find(record.stack);
    const isNewStack = !before || before.status === 'REVIEW_IN_PROGRESS';
    const template = canonicalJson(record.plan.config.template);
    const changeSets = ChangeSets.of(this.#aws, environment, record);
    const name = changeSetName(record.id);
    await changeSets.create({
      stack: record.stack,
      name,
      type: isNewStack ? 'CREATE' : 'UPDATE',
      template: { body: template },
      parameters: {},
      tags: {},
      capabilities: [],
      description: 'A test',
    });
    const changeSet = await changeSets.completed(
      record.stack,
      name,
      AbortSignal.timeout(60_000),
    );
    if (changeSet.status === 'FAILED' && !hasNothingToDo(changeSet)) {
      throw new Error(changeSet.statusReason);
    }
    const against = isNewStack ? await reader.find(changeSet.stackId) : before;
    const deployed = isNewStack
      ? undefined
      : await reader.template(changeSet.stackId);
    const changes: Change[] = changeSet.changes.map(change => ({
      logicalId: change.LogicalResourceId ?? '',
      resourceType: change.ResourceType ?? '',
      action: change.Action === 'Add' ? 'add' : 'modify',
      group: '',
      properties: [],
    }));
    const seal = sealOf({
      proposal: templateDigest(template),
      stackId: changeSet.stackId,
      changeSetId: changeSet.id,
      templateDigest: templateDigest(
        canonicalJson(
          record.plan.config.sealedTemplate ?? JSON.parse(template),
        ),
      ),
      capabilities: [],
      changes,
      sealedBy: record.createdBy,
      fingerprint: {
        status: against?.status ?? '',
        lastUpdatedTime: against?.lastUpdatedTime,
        ...(deployed && { templateDigest: templateDigest(deployed) }),
      },
    });
    const paths = Object.fromEntries(
      changes.map(({ logicalId }) => [logicalId, `Things/${logicalId}`]),
    );
    return {
      ...record,
      state: hasNothingToDo(changeSet) ? 'no-changes' : 'ready',
      plan: { ...record.plan, isNewStack, changes, seal },
      seal,
      execution: {
        template,
        parameters: {},
        tags: {},
        assets: record.request.config?.assets ?? [],
        outputs: record.request.config?.outputs,
        paths,
        fixedNames: [],
      },
    };
  }
}
