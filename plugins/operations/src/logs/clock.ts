import { DateTime } from 'luxon';
import type { Zone } from '../useZone';

const INPUT = "yyyy-LL-dd'T'HH:mm:ss";

/** When a line was written, by the zone's clock: `14:05:09.123`; with the day when that is not today's. */
export function clockOf(iso: string, zone: Zone): string {
  const at = DateTime.fromISO(iso, { zone });
  const isToday = at.hasSame(DateTime.now().setZone(zone), 'day');
  return at.toFormat(isToday ? 'HH:mm:ss.SSS' : 'LL-dd HH:mm:ss.SSS');
}

/** A moment (ISO 8601) as a datetime-local input has it; empty without one. */
export const toInput = (iso: string | undefined, zone: Zone): string =>
  iso ? DateTime.fromISO(iso, { zone }).toFormat(INPUT) : '';

/** What stands in a datetime-local input, as ISO 8601 in UTC; undefined when that is no moment. */
export const fromInput = (text: string, zone: Zone): string | undefined =>
  DateTime.fromISO(text, { zone }).toUTC().toISO() ?? undefined;
