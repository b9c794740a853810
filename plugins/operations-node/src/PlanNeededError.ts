import { ConflictError } from '@backstage/errors';

/**
 * A bound that only a plan can move.
 * @public
 */
export interface PlanNeed {
  /** Logical id of the resource whose bound it is. */
  logicalId: string;
  resourceType: string;
  bound: 'minimum' | 'maximum';
  /** The bound as it is deployed. */
  deployed: number;
  wanted: number;
}

/**
 * An operation was asked for what only a plan can reach. Definitions turn the need into a proposal.
 * @public
 */
export class PlanNeededError extends ConflictError {
  readonly need: PlanNeed;

  constructor(message: string, need: PlanNeed) {
    super(message);
    this.need = need;
  }
}
