import type {
  OperationEffect,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { Leases } from '../leases/Leases';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** Adds what runs on the units that an operation ends, and what they do before they end, as far as their definition knows. */
export async function withWork(
  effect: OperationEffect,
  { leases, registry }: { leases: Leases; registry: SourceRegistry },
  context: SourceContext,
): Promise<OperationEffect> {
  const { sentence, ends = [] } = effect;
  if (ends.length === 0) return effect;
  const work = await leases.workOn(ends, context);
  const module = registry.definition(context.stack.definition);
  const on = ends.length === 1 ? 'on it' : 'on them';
  const said = [
    sentence,
    ...(work === undefined ? [] : [`${work} ${on}`]),
    ...(module?.beforeUnitsEnd ? [module.beforeUnitsEnd(context)] : []),
  ];
  return { ...effect, sentence: said.join('; ') };
}
