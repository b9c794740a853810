import { NotFoundError, isError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type {
  Deployment,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import type { DeploymentRow } from '../database/rows';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { Execution } from '../planning/types';
import type { PlanStore } from '../plans/PlanStore';
import type { StackStore } from '../stacks/StackStore';
import type { DeploymentStore } from './DeploymentStore';
import { toDeployment } from './toDeployment';

/** Puts together what a deployment's page shows. Reads the database only. */
export class DeploymentReader {
  readonly #aws: AwsService;
  readonly #deployments: DeploymentStore;
  readonly #evidence: EvidenceStore;
  readonly #plans: PlanStore;
  readonly #stacks: StackStore;

  constructor(options: {
    aws: AwsService;
    deployments: DeploymentStore;
    evidence: EvidenceStore;
    plans: PlanStore;
    stacks: StackStore;
  }) {
    this.#aws = options.aws;
    this.#deployments = options.deployments;
    this.#evidence = options.evidence;
    this.#plans = options.plans;
    this.#stacks = options.stacks;
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Deployment> {
    const row = await this.#deployments.get(id);
    const [events, stack, pastSeconds, paths, lifted, evidence] =
      await Promise.all([
        this.#deployments.events(id),
        this.#stacks.row(row.stack),
        this.#deployments.pastSeconds(row),
        this.paths(row),
        this.lifted(row),
        this.#evidence.find(id),
      ]);
    return toDeployment({
      row,
      events,
      live: Boolean(stack?.live),
      owner: stack?.owner,
      ...{ paths, lifted, pastSeconds, evidence },
      environment: this.#environment(row.environment),
    });
  }

  /** Logical id → construct path of the resources in the plan the deployment came from. */
  async paths(row: DeploymentRow): Promise<Record<string, string>> {
    return (await this.#execution(row))?.paths ?? {};
  }

  /** Logical id → where its definition makes it; nothing for plans of before that was kept. */
  async sources(
    row: DeploymentRow,
  ): Promise<Record<string, string> | undefined> {
    return (await this.#execution(row))?.sources;
  }

  /** Output key → what it is to others, as the plan the deployment came from says. */
  async outputs(row: DeploymentRow): Promise<Execution['outputs']> {
    return (await this.#execution(row))?.outputs;
  }

  /** What loses its protection by the plan the deployment came from; empty when the plan lifts none. */
  async lifted({ plan_id: id }: DeploymentRow): Promise<ResourceRef[]> {
    const plan = id ? (await this.#plans.get(id)).plan : undefined;
    return plan?.unprotect?.lifted ?? [];
  }

  async #execution({ plan_id: id }: DeploymentRow) {
    return id ? (await this.#plans.get(id)).execution : undefined;
  }

  #environment(name: string): Environment | undefined {
    try {
      return this.#aws.environment(name);
    } catch (error) {
      if (isError(error) && error.name === NotFoundError.name) return undefined;
      throw error;
    }
  }
}
