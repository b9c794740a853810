import type { PlanNeed } from '@enginehouse/plugin-operations-node';
import { z } from 'zod';

/** What is looked at in a JSON Schema: the annotation `bounds`, and what the option accepts. */
const option = z.object({
  bounds: z.object({ resourceType: z.string(), bound: z.string() }).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get properties() {
    return z.record(z.string(), option).optional();
  },
});

type Option = z.infer<typeof option>;

/**
 * The configuration with that option moved which the schema calls this bound; undefined when there is none, or when it does not accept so many.
 *
 * @param schema - JSON Schema of the definition's configuration
 * @param config - as deployed; it is not changed
 */
export function withBoundMoved(
  { resourceType, bound, wanted }: PlanNeed,
  schema: unknown,
  config: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const { data: root } = option.safeParse(schema);
  const isIt = ({ bounds, minimum, maximum }: Option) =>
    bounds?.resourceType === resourceType &&
    bounds.bound === bound &&
    wanted >= (minimum ?? -Infinity) &&
    wanted <= (maximum ?? Infinity);
  const path = root && pathOf(root, isIt);
  return path && set(config, path, wanted);
}

function pathOf(
  { properties = {} }: Option,
  isIt: (candidate: Option) => boolean,
): string[] | undefined {
  for (const [name, candidate] of Object.entries(properties)) {
    if (isIt(candidate)) return [name];
    const below = pathOf(candidate, isIt);
    if (below) return [name, ...below];
  }
  return undefined;
}

function set(
  config: Record<string, unknown>,
  [name, ...rest]: string[],
  value: number,
): Record<string, unknown> {
  if (rest.length === 0) return { ...config, [name]: value };
  const { data: inner = {} } = z
    .record(z.string(), z.unknown())
    .safeParse(config[name]);
  return { ...config, [name]: set(inner, rest, value) };
}
