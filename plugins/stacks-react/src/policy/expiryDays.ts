import { DateTime } from 'luxon';

/** The days an acknowledgement can end with, as `2026-11-30` in the browser's zone. */
export function expiryDays(now: Date): {
  first: string;
  usual: string;
  last: string;
} {
  const today = DateTime.fromJSDate(now);
  return {
    first: today.plus({ days: 1 }).toISODate() ?? '',
    usual: today.plus({ days: 30 }).toISODate() ?? '',
    last: today.plus({ years: 1 }).toISODate() ?? '',
  };
}

/** The last moment of a day in the browser's zone, ISO 8601. */
export function endOfDay(day: string): string {
  return DateTime.fromISO(day).endOf('day').toJSDate().toISOString();
}
