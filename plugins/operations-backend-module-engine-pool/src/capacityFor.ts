import type {
  PlanNeed,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';

/** Bounds of the options `capacity.min` and `capacity.max`. */
const FEWEST = 1;
const MOST = 100;

const capacity = z.object({ min: z.number(), max: z.number() }).partial();

/** The configuration with room for as many engines as are wanted; undefined when no pool can have so many. */
export function capacityFor(
  { bound, wanted, resourceType }: PlanNeed,
  { stack }: SourceContext,
): Record<string, unknown> | undefined {
  const isPool = resourceType === 'AWS::AutoScaling::AutoScalingGroup';
  if (!isPool || wanted < FEWEST || wanted > MOST) return undefined;
  const given = capacity.safeParse(stack.config.capacity).data ?? {};
  const moved =
    bound === 'minimum' ? { ...given, min: wanted } : { ...given, max: wanted };
  return { ...stack.config, capacity: moved };
}
