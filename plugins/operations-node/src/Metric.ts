import type { Point } from '@enginehouse/plugin-operations-common';
import type { AwsHandle } from './AwsHandle';

/**
 * One line of numbers, addressed as CloudWatch does.
 * @public
 */
export interface MetricQuery {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  /** Such as `Average`. */
  statistic: string;
}

/**
 * Seconds since the epoch from `start` on, before `end`, a point each `period` seconds.
 * @public
 */
export interface MetricRange {
  start: number;
  end: number;
  period: number;
}

/**
 * Reads metrics in batches.
 * @public
 */
export interface MetricReader {
  /** The points of each query in its place, oldest first. */
  read(
    queries: MetricQuery[],
    range: MetricRange,
    aws: AwsHandle,
  ): Promise<Point[][]>;
}

/**
 * A chart of a resource; units bring theirs as {@link UnitMetric}.
 * @public
 */
export interface ChartReading {
  /** Charts with one id are drawn as one. */
  id: string;
  title: string;
  unit?: string;
  min?: number;
  max?: number;
  series: { id: string; title: string; query: MetricQuery }[];
}
