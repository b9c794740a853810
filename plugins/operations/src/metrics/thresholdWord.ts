import type { ChartThreshold } from '@enginehouse/plugin-operations-common';
import { formatNumber } from '@enginehouse/plugin-stacks-react';

/** What AWS calls the comparisons, in words. */
const WORDS: Record<string, string> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'from',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'up to',
};

/** When an alarm fires: `Alarm above 80 %`. */
export const thresholdWord = (
  { value, comparison }: ChartThreshold,
  unit: string | undefined,
): string => `Alarm ${WORDS[comparison] ?? 'at'} ${formatNumber(value, unit)}`;
