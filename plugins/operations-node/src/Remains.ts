import type { LogSource } from './LogSource';
import type { PartReading } from './Unit';

/**
 * Milliseconds since the epoch, both inclusive.
 * @public
 */
export interface TimeRange {
  start: number;
  end: number;
}

/**
 * What the units of one resource left behind.
 * @public
 */
export interface Remains {
  /** Where they wrote, or may have written; lines of other units are left out as far as streams tell. */
  logs: LogSource[];
  /** Units, or parts of them, that ended by themselves within the time, the last first; empty when AWS does not tell. */
  ended: PartReading[];
}
