import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { z } from 'zod';

const drain = z.object({ capacity: z.object({ drainMinutes: z.number() }) });

/** What the host of an engine does before it ends: see `drain` of the definition. */
export function beforeEnginesEnd({
  stack,
}: Pick<SourceContext, 'stack'>): string {
  const given = drain.safeParse(stack.config).data?.capacity.drainMinutes;
  const most =
    given === undefined
      ? "the pool's capacity.drainMinutes (60 unless its environment sets it)"
      : `${given} minutes`;
  return `an engine takes no new sessions first and lets those it has end, for at most ${most}; then they are cut`;
}
