import type {
  Cost,
  DeploymentState,
  MonthlyCost,
} from '@enginehouse/plugin-stacks-common';
import type { StackRow } from '../database/rows';

/** The columns that say what a stack costs. */
export type CostColumns = Pick<StackRow, 'cost' | 'next_cost' | 'monthly_cost'>;

/** What an estimate comes to, as a stack shows it. */
export function monthlyCostOf(cost: Cost | undefined): MonthlyCost | undefined {
  if (!cost) return undefined;
  const { currency, monthly, upTo, atLeast } = cost;
  return { currency, monthly, ...(upTo !== undefined && { upTo }), atLeast };
}

/** Of a stack that is not deployed. */
export const NO_COST: CostColumns = {
  cost: null,
  next_cost: null,
  monthly_cost: null,
};

/** While a deployment runs, the stack costs what it did. */
export function costStarted(
  before: CostColumns,
  next: MonthlyCost | undefined,
): CostColumns {
  const { cost, monthly_cost } = before;
  return {
    ...{ cost, monthly_cost },
    next_cost: next ? JSON.stringify(next) : null,
  };
}

/** What a stack costs once CloudFormation is done: what was applied counts only when it is deployed. */
export function costAfter(
  before: CostColumns,
  state: DeploymentState,
): CostColumns {
  if (state === 'destroyed') return NO_COST;
  const { cost, monthly_cost, next_cost: next } = before;
  if ((state !== 'deployed' && state !== 'settling') || next === null) {
    return { cost, monthly_cost, next_cost: null };
  }
  const { monthly }: MonthlyCost = JSON.parse(next);
  return { cost: next, next_cost: null, monthly_cost: monthly };
}
