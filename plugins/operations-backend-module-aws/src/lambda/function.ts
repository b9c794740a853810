import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { factsOf, HEALTHY, withUnit, type Condition } from '../condition';
import { describedSource } from '../describedSource';
import type { MetricChart } from '../metricCharts';
import { describeFunction } from './describeFunction';
import { functionRemains } from './functionRemains';
import { FUNCTION_TYPE } from './functionType';

const CHARTS: MetricChart[] = [
  {
    id: 'function-calls',
    title: 'Calls',
    min: 0,
    lines: [
      { name: 'Invocations', title: 'Calls', statistic: 'Sum' },
      { name: 'Errors', title: 'Errors', statistic: 'Sum' },
      { name: 'Throttles', title: 'Throttled', statistic: 'Sum' },
    ],
  },
  {
    id: 'function-duration',
    title: 'Duration',
    unit: 'ms',
    min: 0,
    lines: [
      { name: 'Duration', title: 'Average', statistic: 'Average' },
      { name: 'Duration', title: 'Longest', statistic: 'Maximum' },
    ],
  },
];

/** Functions: whether they can be called, and how the calls went. */
export const lambdaFunction = describedSource<FunctionConfiguration>({
  resourceType: FUNCTION_TYPE,
  title: 'Function',
  words: { one: 'function', many: 'functions', healthy: 'active' },
  remains: functionRemains,
  describe: describeFunction,
  conditionOf,
  fine: 'can be called',
  factsOf: found =>
    factsOf([
      ['Runtime', found.Runtime],
      ['Memory', withUnit(found.MemorySize, 'MiB')],
      ['Time limit', withUnit(found.Timeout, 's')],
      ['Changed', found.LastModified && isoOf(found.LastModified), 'time'],
    ]),
  metrics: {
    namespace: 'AWS/Lambda',
    dimension: 'FunctionName',
    charts: CHARTS,
  },
});

function conditionOf(found: FunctionConfiguration): Condition {
  if (found.LastUpdateStatus === 'Failed') {
    const reason =
      found.LastUpdateStatusReason ?? 'Lambda says its last update failed';
    return { status: 'degraded', reason };
  }
  const reason = found.StateReason ?? `Lambda says ${found.State}`;
  switch (found.State) {
    case 'Active':
    case 'Inactive': // Idle for long; the next call wakes it.
      return HEALTHY;
    case 'Pending':
      return { status: 'degraded', reason };
    case 'Failed':
      return { status: 'unhealthy', reason };
    default:
      return { status: 'unknown', reason };
  }
}

/** Lambda writes `2026-01-05T10:00:00.000+0000`. */
function isoOf(time: string): string {
  return time.replace(/\+0000$/, 'Z');
}
