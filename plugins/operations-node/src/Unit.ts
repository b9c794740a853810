import type {
  HealthStatus,
  Unit,
  UnitPart,
} from '@enginehouse/plugin-operations-common';
import type { MetricQuery } from './Metric';
import type { SourceContext } from './SourceContext';

/**
 * A unit as its source sees it; measurements and operations join later.
 * @public
 */
export type UnitReading = Omit<
  Unit,
  'group' | 'parts' | 'measurements' | 'operations'
> & {
  /** Physical id of the resource it belongs to. */
  resourceId: string;
  /** What it consists of; those that run before those that ended, which come newest first. */
  parts?: PartReading[];
};

/**
 * A part of a unit as its source sees it; measurements join later.
 * @public
 */
export type PartReading = Omit<UnitPart, 'measurements'>;

/**
 * How people call the units: "3 of 3 engines serving".
 * @public
 */
export interface UnitWords {
  one: string;
  many: string;
  healthy: string;
}

/**
 * What an annotator knows about a unit or a part that another source owns. The worse status wins and brings its reason.
 * @public
 */
export interface UnitNote {
  /** Key of the unit or part; notes on others are dropped. */
  key: string;
  status: HealthStatus;
  /** Why, when it is not healthy. */
  reason?: string;
}

/**
 * Adds to units that other sources own, for example the health of targets.
 * @public
 */
export interface UnitAnnotator {
  /** What it knows, in words, for when it cannot be read: "target health". */
  title: string;
  annotate(units: UnitReading[], context: SourceContext): Promise<UnitNote[]>;
}

/**
 * What a column and a chart say about the metric they show.
 * @public
 */
export interface MetricTitle {
  /** Such as `cpu`. Metrics with one id share a chart. */
  id: string;
  /** Such as `CPU`. */
  title: string;
  /** `%`, `bytes`, or absent for a count. */
  unit?: string;
  /** Bounds of the chart's axis. */
  min?: number;
  max?: number;
}

/**
 * A metric that each unit of a kind has: a column of the table of units and a chart with a line for each unit.
 * @public
 */
export interface UnitMetric extends MetricTitle {
  /** Undefined when the unit does not have it. */
  query(unit: UnitReading, context: SourceContext): MetricQuery | undefined;
}

/**
 * A metric that each part of a unit has: a column of the table of parts and a chart with a line for each part that runs.
 * @public
 */
export interface PartMetric extends MetricTitle {
  /** Undefined when the part does not have it. */
  query(
    part: PartReading,
    unit: UnitReading,
    context: SourceContext,
  ): MetricQuery | undefined;
}
