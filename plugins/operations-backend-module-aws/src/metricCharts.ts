import type {
  ChartReading,
  MetricTitle,
} from '@enginehouse/plugin-operations-node';

/** A chart of one or more metrics of each thing. */
export interface MetricChart extends MetricTitle {
  lines: {
    /** CloudWatch's name. */
    name: string;
    title: string;
    statistic: string;
    /** Beside those of the thing. */
    dimensions?: Record<string, string>;
  }[];
}

/** The charts of things of one kind, a line for each metric of each thing. */
export function metricCharts(
  charts: MetricChart[],
  namespace: string,
  things: { name: string; dimensions: Record<string, string> }[],
): ChartReading[] {
  return charts.map(({ lines, ...title }) => ({
    ...title,
    series: things.flatMap(thing =>
      lines.map(line => ({
        id: [title.id, line.title, thing.name].join('/'),
        title:
          things.length > 1 ? `${line.title} of ${thing.name}` : line.title,
        query: {
          namespace,
          name: line.name,
          dimensions: { ...thing.dimensions, ...line.dimensions },
          statistic: line.statistic,
        },
      })),
    ),
  }));
}
