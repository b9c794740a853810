import type {
  SourceContext,
  UnitMetric,
} from '@enginehouse/plugin-operations-node';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** The metrics that units of the stack can have: their sources' and their definition's. */
export function unitMetrics(
  registry: SourceRegistry,
  { stack, resources }: SourceContext,
): UnitMetric[] {
  const types = new Set(resources.map(({ type }) => type));
  return [
    ...registry.sources
      .filter(({ resourceType }) => types.has(resourceType))
      .flatMap(source => source.unitMetrics ?? []),
    ...(registry.definition(stack.definition)?.unitMetrics ?? []),
  ];
}
