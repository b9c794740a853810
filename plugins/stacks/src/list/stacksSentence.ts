import type { ListStacks200ResponseCounts } from '@enginehouse/plugin-stacks-common';
import { formatCount } from '@enginehouse/plugin-stacks-react';
import { failedStates, runningStates } from './stackGroups';

/** How all stacks stand, the worst first. */
export function stacksSentence({
  health,
  state,
}: ListStacks200ResponseCounts): string {
  const sum = (states: readonly string[]) =>
    states.reduce((total, each) => total + (state[each] ?? 0), 0);
  const parts = [
    [health.unhealthy ?? 0, 'unhealthy'],
    [health.degraded ?? 0, 'degraded'],
    [sum(failedStates), 'failed to deploy'],
    [sum(runningStates), 'deploying'],
    [health.healthy ?? 0, 'healthy'],
    [health.unknown ?? 0, 'of unknown health'],
  ] as const;
  const named = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  const total = Object.values(health).reduce((all, count) => all + count, 0);
  const stacks = formatCount(total, 'stack');
  return named.length > 0 ? `${stacks}: ${named.join(', ')}` : stacks;
}
