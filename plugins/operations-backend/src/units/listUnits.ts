import type { Unit, Unread } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { worstFirst } from '../health/statusOrder';
import type {
  MeasurementReader,
  Measurements,
} from '../metrics/MeasurementReader';
import type { GroupedUnit, UnitReader } from './UnitReader';

/** The units of a stack with their latest measurements: group by group, the worst first in each. */
export async function listUnits(
  readers: { units: UnitReader; measurements: MeasurementReader },
  context: SourceContext,
): Promise<{ items: Unit[]; unread: Unread[] }> {
  const { groups, unread } = await readers.units.read(context);
  const measurements = await readers.measurements.read(
    groups.flatMap(({ units }) => units),
    context,
  );
  const items = groups.flatMap(({ units }) =>
    units.map(unit => withMeasurements(unit, measurements)).sort(byUrgency),
  );
  return { items, unread: [...unread, ...measurements.unread] };
}

function withMeasurements(
  { parts, ...unit }: GroupedUnit,
  { of }: Measurements,
): Unit {
  return {
    ...unit,
    measurements: of(unit.key),
    ...(parts && {
      parts: parts.map(part => ({ ...part, measurements: of(part.key) })),
    }),
  };
}

function byUrgency(a: Unit, b: Unit): number {
  return (
    worstFirst(a.status, b.status) ||
    (a.launchedAt ?? '').localeCompare(b.launchedAt ?? '')
  );
}
