import type {
  Measurement,
  Unread,
} from '@enginehouse/plugin-operations-common';
import type {
  SourceContext,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { lastMinutes } from './range';
import { askedMetrics } from './askedMetrics';

/** Instances without detailed monitoring write a point every five minutes. */
const MINUTES_BACK = 10;

/** The latest measurements of units and parts. */
export interface Measurements {
  /** Of the unit or part with this key. */
  of(key: string): Measurement[];
  unread: Unread[];
}

/** Reads the latest value of each metric of each unit and part, all in one batch. */
export class MeasurementReader {
  readonly #registry: SourceRegistry;

  constructor(registry: SourceRegistry) {
    this.#registry = registry;
  }

  async read(
    units: UnitReading[],
    context: SourceContext,
  ): Promise<Measurements> {
    const reader = this.#registry.metricReader;
    const asked = askedMetrics(this.#registry, units, context);
    if (!reader || asked.length === 0) return { of: () => [], unread: [] };
    try {
      const points = await reader.read(
        asked.map(({ query }) => query),
        lastMinutes(MINUTES_BACK, Date.now()),
        context.aws,
      );
      const read = asked.map(({ metric, key }, index) => ({
        key,
        measurement: {
          id: metric.id,
          title: metric.title,
          unit: metric.unit,
          ...(points[index].at(-1) ?? {
            missing: `no point in the last ${MINUTES_BACK} minutes`,
          }),
        },
      }));
      return {
        of: wanted =>
          read
            .filter(({ key }) => key === wanted)
            .map(({ measurement }) => measurement),
        unread: [],
      };
    } catch (error) {
      const reason = reasonOf(error);
      return { of: () => [], unread: [{ title: 'Measurements', reason }] };
    }
  }
}
