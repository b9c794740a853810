import { timeTicks, utcTicks } from 'd3-time';
import { DateTime } from 'luxon';
import type { Zone } from '../useZone';

/** About so many labels have room beside each other in the narrowest chart. */
const LABELS = 5;

/**
 * Moments for an axis at round times of the zone's clock.
 * @param domain - beginning and end, milliseconds since 1970
 */
export function ticksOf([start, end]: [number, number], zone: Zone): number[] {
  const ticks = zone === 'utc' ? utcTicks : timeTicks;
  return ticks(new Date(start), new Date(end), LABELS).map(Number);
}

/** A moment of an axis: `14:05`, or the day where one begins: `21 Nov`. */
export function tickWord(time: number, zone: Zone): string {
  const at = DateTime.fromMillis(time, { locale: 'en-GB' }).setZone(zone);
  const isMidnight = at.equals(at.startOf('day'));
  return at.toFormat(isMidnight ? 'd LLL' : 'HH:mm');
}
