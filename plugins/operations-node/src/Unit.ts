import type { HealthStatus, Unit } from '@enginehouse/plugin-operations-common';
import type { MetricQuery } from './Metric';
import type { SourceContext } from './SourceContext';

/**
 * A unit as its source sees it; measurements and operations join later.
 * @public
 */
export type UnitReading = Omit<Unit, 'measurements' | 'operations'> & {
  /** Physical id of the resource it belongs to. */
  resourceId: string;
};

/**
 * What an annotator knows about a unit that another source owns. The worse status wins and brings its reason.
 * @public
 */
export interface UnitNote {
  /** Key of the unit; notes on others are dropped. */
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
 * A metric that each unit of a kind has: a column of the table of units and a chart with a line for each unit.
 * @public
 */
export interface UnitMetric {
  /** Such as `cpu`. */
  id: string;
  /** Such as `CPU`. */
  title: string;
  /** `%`, `bytes`, or absent for a count. */
  unit?: string;
  /** Bounds of the chart's axis. */
  min?: number;
  max?: number;
  /** Undefined when the unit does not have it. */
  query(unit: UnitReading, context: SourceContext): MetricQuery | undefined;
}
