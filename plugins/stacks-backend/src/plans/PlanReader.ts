import { toError } from '@backstage/errors';
import type { Plan, PlanState } from '@enginehouse/plugin-stacks-common';
import type { Deployments } from '../deployments/Deployments';
import type { PlanRecord, Planner } from '../planning/types';
import { PlanStore, storedState } from './PlanStore';

/** Whether the stack has moved since the seal, in words; or why that could not be read. */
interface Moved {
  staleBecause?: string;
  unread?: string;
}

/** Puts together what a plan's page shows, with what is read anew each time: whether it is stale, and why it may not be applied. */
export class PlanReader {
  readonly #plans: PlanStore;
  readonly #planner: Planner;
  readonly #deployments: Deployments;

  constructor(options: {
    plans: PlanStore;
    planner: Planner;
    deployments: Deployments;
  }) {
    this.#plans = options.plans;
    this.#planner = options.planner;
    this.#deployments = options.deployments;
  }

  /**
   * A plan for one reader.
   *
   * @param refusal - why this reader may not apply it, if they may not
   */
  async read(record: PlanRecord, refusal?: string): Promise<Plan> {
    const state = storedState(record, new Date().toISOString());
    const [moved, against, open] = await Promise.all([
      this.#moved(record, state),
      this.#deployments.reasonsAgainst(record),
      this.#plans.open(record.stack),
    ]);
    return {
      ...record.plan,
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

  async #moved(record: PlanRecord, state: PlanState): Promise<Moved> {
    if (state !== 'ready') return {};
    try {
      return {
        staleBecause: await this.#planner.staleness(record, { shared: true }),
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
