import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { Finding } from '@enginehouse/plugin-stacks-common';
import type { Acknowledgements } from '../acknowledgements/Acknowledgements';
import type { Ledger } from '../ledger/Ledger';
import type { Line } from '../ledger/lines';
import { templateDigest } from '../planning/templateDigest';
import type { PlanRecord, Planner } from '../planning/types';
import type { StackStore } from '../stacks/StackStore';
import type { CloudFormationCalls } from './CloudFormationCalls';
import { assetsChanged } from './assetsChanged';

/** How far back the gate looks. */
const RECENT_LINES = 100;

/** Why a plan may not be applied, by itself and its stack's ledger; empty when it may be. */
export type MayApply = (
  plan: PlanRecord,
  lines: Line[],
  environment: Environment | undefined,
  findings: Finding[],
) => string[];

/** Gathers every reason, in words, why a plan may not be applied now. Who may is decided elsewhere. */
export class ApplyGate {
  readonly #acknowledgements: Acknowledgements;
  readonly #aws: AwsService;
  readonly #calls: CloudFormationCalls;
  readonly #ledger: Ledger;
  readonly #mayApply: MayApply;
  readonly #planner: Planner;
  readonly #stacks: StackStore;

  constructor(options: {
    acknowledgements: Acknowledgements;
    aws: AwsService;
    calls: CloudFormationCalls;
    ledger: Ledger;
    mayApply: MayApply;
    planner: Planner;
    stacks: StackStore;
  }) {
    this.#acknowledgements = options.acknowledgements;
    this.#aws = options.aws;
    this.#calls = options.calls;
    this.#ledger = options.ledger;
    this.#mayApply = options.mayApply;
    this.#planner = options.planner;
    this.#stacks = options.stacks;
  }

  /** What the portal itself knows against it: cheap enough for every reader of the plan. */
  async recorded(record: PlanRecord): Promise<string[]> {
    const { account, region, environment } = record.plan;
    const configured = this.#aws
      .environments()
      .find(({ name }) => name === environment);
    const [{ lines }, findings, held] = await Promise.all([
      this.#ledger.list({ stack: record.stack, limit: RECENT_LINES }),
      this.#acknowledgements.applyTo(record.stack, record.plan.findings),
      this.#stacks.holders({
        ...{ account, region },
        names: record.execution?.fixedNames ?? [],
        except: record.stack,
      }),
    ]);
    return [
      ...this.#mayApply(record, lines, configured, findings),
      ...held.map(
        ({ stack, type, name }) => `${type} ${name} belongs to stack ${stack}`,
      ),
    ];
  }

  /** What AWS knows against it, read anew: the stack moved, or what was sealed is no longer what would be deployed. */
  async moved(record: PlanRecord): Promise<string[]> {
    const stale = await this.#planner.staleness(record);
    if (stale) return [stale];
    const { plan, seal, execution } = record;
    const environment = this.#aws.environment(plan.environment);
    if (seal?.changeSetId) {
      const template = await this.#calls.changeSetTemplate(environment, {
        stackId: seal.stackId,
        changeSetId: seal.changeSetId,
      });
      if (templateDigest(template) !== seal.templateDigest) {
        return [
          'The template of the change set is not the one that was sealed',
        ];
      }
    }
    const assets = execution?.assets ?? [];
    const changed = await assetsChanged(this.#aws, environment, assets);
    return changed ? [changed] : [];
  }
}
