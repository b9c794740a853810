import { toError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { Plan, PlanState } from '@enginehouse/plugin-stacks-common';
import type { Acknowledgements } from '../acknowledgements/Acknowledgements';
import type { ApplyGate } from '../deployments/ApplyGate';
import { EvidenceStore, toEvidence } from '../evidence/EvidenceStore';
import { planEvidenceNote } from '../evidence/evidenceNote';
import type { PlanRecord, Planner } from '../planning/types';
import { PlanStore, storedState } from './PlanStore';

/** From when on a shared answer, which may be two seconds old, is surely younger than the seal. */
const SHARED_AFTER_MS = 5_000;

/** Whether the stack has moved since the seal, in words; or why that could not be read. */
interface Moved {
  staleBecause?: string;
  unread?: string;
}

/** Puts together what a plan's page shows, with what is read anew each time: whether it is stale, which findings are acknowledged, and why it may not be applied. */
export class PlanReader {
  readonly #plans: PlanStore;
  readonly #planner: Planner;
  readonly #gate: ApplyGate;
  readonly #acknowledgements: Acknowledgements;
  readonly #aws: AwsService;
  readonly #evidence: EvidenceStore;

  constructor(options: {
    plans: PlanStore;
    planner: Planner;
    gate: ApplyGate;
    acknowledgements: Acknowledgements;
    aws: AwsService;
    evidence: EvidenceStore;
  }) {
    this.#plans = options.plans;
    this.#planner = options.planner;
    this.#gate = options.gate;
    this.#acknowledgements = options.acknowledgements;
    this.#aws = options.aws;
    this.#evidence = options.evidence;
  }

  /**
   * A plan for one reader.
   *
   * @param refusal - why this reader may not apply it, if they may not
   */
  async read(record: PlanRecord, refusal?: string): Promise<Plan> {
    const state = storedState(record, new Date().toISOString());
    const [moved, against, findings, open, evidence] = await Promise.all([
      this.#moved(record, state),
      this.#gate.recorded(record),
      this.#acknowledgements.applyTo(record.stack, record.plan.findings),
      this.#plans.open(record.stack),
      this.#evidenceOf(record),
    ]);
    return {
      ...record.plan,
      ...evidence,
      findings,
      id: record.id,
      state: moved.staleBecause ? 'stale' : state,
      staleBecause: moved.staleBecause,
      deploymentId: record.deploymentId,
      reasons: [
        ...new Set(
          [refusal, moved.staleBecause, moved.unread, ...against].filter(
            isText,
          ),
        ),
      ],
      otherOpenPlans: open
        .filter(other => other.id !== record.id)
        .map(({ id, createdBy, createdAt }) => ({ id, createdBy, createdAt })),
    };
  }

  /** A preview, with what is acknowledged of its findings. */
  async preview(plan: Plan): Promise<Plan> {
    const { stack, findings } = plan;
    return {
      ...plan,
      findings: await this.#acknowledgements.applyTo(stack, findings),
    };
  }

  async #evidenceOf(
    record: PlanRecord,
  ): Promise<Pick<Plan, 'evidence' | 'evidenceNote'>> {
    const { deploymentId, plan } = record;
    const row = deploymentId && (await this.#evidence.find(deploymentId));
    if (row) return { evidence: toEvidence(row) };
    const environment = this.#aws
      .environments()
      .find(({ name }) => name === plan.environment);
    return { evidenceNote: planEvidenceNote(record, environment) };
  }

  async #moved(record: PlanRecord, state: PlanState): Promise<Moved> {
    if (state !== 'ready') return {};
    try {
      const age = Date.now() - Date.parse(record.seal?.sealedAt ?? '');
      return {
        staleBecause: await this.#planner.staleness(record, {
          shared: age > SHARED_AFTER_MS,
        }),
      };
    } catch (error) {
      return {
        unread: `Whether the stack has moved since could not be read: ${
          toError(error).message
        }`,
      };
    }
  }
}

function isText(reason: string | undefined): reason is string {
  return reason !== undefined;
}
