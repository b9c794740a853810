import type { Unit, Unread } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { worstFirst } from '../health/statusOrder';
import type { MeasurementReader } from '../metrics/MeasurementReader';
import type { UnitReader } from './UnitReader';

/** The units of a stack with their latest measurements, the worst first. */
export async function listUnits(
  readers: { units: UnitReader; measurements: MeasurementReader },
  context: SourceContext,
): Promise<{ items: Unit[]; unread: Unread[] }> {
  const { units, unread } = await readers.units.read(context);
  const measurements = await readers.measurements.read(units, context);
  const items = units
    .map(unit => ({ ...unit, measurements: measurements.of(unit.key) }))
    .sort(
      (a, b) =>
        worstFirst(a.status, b.status) ||
        (a.launchedAt ?? '').localeCompare(b.launchedAt ?? ''),
    );
  return { items, unread: [...unread, ...measurements.unread] };
}
