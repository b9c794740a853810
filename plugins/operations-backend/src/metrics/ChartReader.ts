import type { Metrics, Unread } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type ChartReading,
  type MetricQuery,
  type MetricRange,
  type MetricTitle,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { AlarmReader } from '../alarms/AlarmReader';
import { askSources } from '../sources/askSources';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { UnitReader } from '../units/UnitReader';
import { wordsOf } from '../units/wordsOf';
import { thresholdsFor } from './thresholdsFor';
import { askedMetrics } from './askedMetrics';

interface ChartPart extends Omit<ChartReading, 'series'> {
  /** The kind of resource in the plural. */
  group: string;
  series: { id: string; title: string; unitKey?: string; query: MetricQuery }[];
}

/** Reads the charts of a stack: those of its resources, and one for each metric of its units. */
export class ChartReader {
  readonly #registry: SourceRegistry;
  readonly #units: UnitReader;
  readonly #alarms: AlarmReader;

  constructor(options: {
    registry: SourceRegistry;
    units: UnitReader;
    alarms: AlarmReader;
  }) {
    this.#registry = options.registry;
    this.#units = options.units;
    this.#alarms = options.alarms;
  }

  async read(context: SourceContext, range: MetricRange): Promise<Metrics> {
    const [ofResources, ofUnits, alarms] = await Promise.all([
      askSources(this.#registry, context, (source, resources) =>
        source.charts?.(resources, context),
      ),
      this.#unitCharts(context),
      this.#alarms.readings(context),
    ]);
    const charts = mergeCharts([
      ...ofUnits,
      ...ofResources.answers.flatMap(({ source, value }) => {
        const group = wordsOf(source, this.#registry, context.stack).many;
        return value.map(chart => ({ ...chart, group }));
      }),
    ]);
    const unread: Unread[] = ofResources.failures.map(({ title, reason }) => ({
      title,
      reason,
    }));
    const points = await this.#points(charts, range, context, unread);
    let next = 0;
    return {
      start: new Date(range.start * 1_000).toISOString(),
      end: new Date(range.end * 1_000).toISOString(),
      periodSeconds: range.period,
      charts: charts.map(({ series, ...chart }) => ({
        ...chart,
        thresholds: thresholdsFor(series, alarms.items),
        series: series.map(({ query, ...line }) => ({
          ...line,
          title: shortName(line.title, context.stack),
          points: points[next++] ?? [],
        })),
      })),
      unread: [...unread, ...alarms.unread],
    };
  }

  async #unitCharts(context: SourceContext): Promise<ChartPart[]> {
    const { groups } = await this.#units.read(context);
    const units = groups.flatMap(group => group.units);
    const groupOf = new Map(units.map(unit => [unit.key, unit.group]));
    return askedMetrics(this.#registry, units, context).map(
      ({ metric, key, name, unit, query }) => ({
        ...titleOf(metric),
        group: groupOf.get(unit.key) ?? '',
        series: [
          { id: `${metric.id}/${key}`, title: name, unitKey: unit.key, query },
        ],
      }),
    );
  }

  async #points(
    charts: ChartPart[],
    range: MetricRange,
    context: SourceContext,
    unread: Unread[],
  ) {
    const queries = charts.flatMap(({ series }) =>
      series.map(({ query }) => query),
    );
    const reader = this.#registry.metricReader;
    if (!reader || queries.length === 0) return [];
    try {
      return await reader.read(queries, range, context.aws);
    } catch (error) {
      unread.push({ title: 'Metrics', reason: reasonOf(error) });
      return [];
    }
  }
}

function titleOf({ id, title, unit, min, max }: MetricTitle): MetricTitle {
  return { id, title, unit, min, max };
}

/** Parts with one id become one chart; group by group, in the order in which groups and ids first came. */
function mergeCharts(parts: ChartPart[]): ChartPart[] {
  const charts = new Map<string, ChartPart>();
  for (const part of parts) {
    const known = charts.get(part.id);
    charts.set(
      part.id,
      known ? { ...known, series: [...known.series, ...part.series] } : part,
    );
  }
  const drawn = [...charts.values()].filter(({ series }) => series.length > 0);
  const groups = [...new Set(drawn.map(({ group }) => group))];
  return drawn.sort(
    (a, b) => groups.indexOf(a.group) - groups.indexOf(b.group),
  );
}
