import type {
  HealthChange,
  HealthStatus,
} from '@enginehouse/plugin-operations-common';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import { z } from 'zod';

/** Kind of the ledger's lines about health. */
export const HEALTH_CHANGED = 'health-changed';

const data = z.object({
  status: z.enum(['healthy', 'degraded', 'unhealthy', 'unknown']),
  sentence: z.string(),
});

/** Changes of status from the ledger's lines, both newest first. */
export function healthTimeline(lines: LedgerLine[]): HealthChange[] {
  let before: HealthStatus | undefined;
  return lines
    .filter(({ kind }) => kind === HEALTH_CHANGED)
    .reverse()
    .map(line => {
      const { status, sentence } = data.parse(line.data);
      const change = { at: line.at, from: before, to: status, sentence };
      before = status;
      return change;
    })
    .reverse();
}
