import type { Config } from '@backstage/config';
import type { BudgetLimits } from './CallBudget';

const PATH = 'stacks.awsBudget';
const CALLS_PER_SECOND = 20;
const SECONDS_OF_BURST = 2;

/**
 * Reads `stacks.awsBudget`: the calls per second that all replicas together may make to one service of one account and region.
 *
 * @throws Error naming the path when a value is not a positive number.
 */
export function readBudget(config: Config): BudgetLimits {
  const total = positive(config, 'callsPerSecond', CALLS_PER_SECOND);
  const callsPerSecond = total / positive(config, 'replicas', 1);
  return {
    callsPerSecond,
    burst: Math.max(1, callsPerSecond * SECONDS_OF_BURST),
  };
}

function positive(config: Config, key: string, fallback: number): number {
  const value = config.getOptionalNumber(`${PATH}.${key}`) ?? fallback;
  if (!(value > 0)) {
    throw new Error(
      `Configuration refused:\n${PATH}.${key}: found ${value}; accepted: a number above 0`,
    );
  }
  return value;
}
