import type {
  MetricQuery,
  MetricTitle,
  PartMetric,
  SourceContext,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** One metric of one unit or of one of its parts. */
export interface AskedMetric {
  metric: MetricTitle;
  /** Key of the unit or of the part. */
  key: string;
  /** What people call it. */
  name: string;
  /** The unit it belongs to. */
  unit: UnitReading;
  query: MetricQuery;
}

/** What units of the stack and their parts that run can be asked for: by their sources and by their definition. */
export function askedMetrics(
  registry: SourceRegistry,
  units: UnitReading[],
  context: SourceContext,
): AskedMetric[] {
  const { stack, resources } = context;
  const types = new Set(resources.map(({ type }) => type));
  const sources = registry.sources.filter(({ resourceType }) =>
    types.has(resourceType),
  );
  const ofUnits = [
    ...sources.flatMap(({ unitMetrics = [] }) => unitMetrics),
    ...(registry.definition(stack.definition)?.unitMetrics ?? []),
  ].flatMap(metric =>
    units.flatMap(unit => {
      const query = metric.query(unit, context);
      return query
        ? [{ metric, key: unit.key, name: unit.name, unit, query }]
        : [];
    }),
  );
  const ofParts = sources.flatMap(({ resourceType, partMetrics = [] }) =>
    partMetrics.flatMap(metric =>
      units
        .filter(unit => unit.resourceType === resourceType)
        .flatMap(unit => ofPartsRunning(metric, unit, context)),
    ),
  );
  return [...ofUnits, ...ofParts];
}

function ofPartsRunning(
  metric: PartMetric,
  unit: UnitReading,
  context: SourceContext,
): AskedMetric[] {
  return (unit.parts ?? [])
    .filter(({ ending }) => !ending)
    .flatMap(part => {
      const query = metric.query(part, unit, context);
      return query
        ? [{ metric, key: part.key, name: part.name, unit, query }]
        : [];
    });
}
