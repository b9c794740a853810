import { DateTime } from 'luxon';

const justPassedMs = 5_000;
const clockSkewMs = 60_000;

const exactFormat = 'yyyy-LL-dd HH:mm:ss';

/** `2026-09-03 14:05:09 UTC`, or the same moment in the browser's zone with that zone's offset. @public */
export function formatExact(iso: string, zone: 'local' | 'utc'): string {
  const at = DateTime.fromISO(iso);
  return zone === 'utc'
    ? at.toUTC().toFormat(`${exactFormat} 'UTC'`)
    : at.toLocal().toFormat(`${exactFormat} ZZZZ`);
}

/** `2 hr. ago`, `in 5 min.`; `just now` when under five seconds ago, or so little ahead that only the clocks differ. @public */
export function formatRelative(iso: string, now: number): string {
  const at = DateTime.fromISO(iso);
  const ahead = at.toMillis() - now;
  if (ahead > -justPassedMs && ahead < clockSkewMs) {
    return 'just now';
  }
  const base = DateTime.fromMillis(now);
  return at.toRelative({ base, style: 'short', locale: 'en' }) ?? iso;
}

/** A span of milliseconds with its two largest units: `1 min 20 s`, `3 h 5 min`, `0 s`. @public */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return two([minutes, 'min'], [seconds % 60, 's']);
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? two([hours, 'h'], [minutes % 60, 'min'])
    : two([Math.floor(hours / 24), 'd'], [hours % 24, 'h']);
}

function two(large: [number, string], small: [number, string]): string {
  const parts = small[0] > 0 ? [large, small] : [large];
  return parts.map(([value, unit]) => `${value} ${unit}`).join(' ');
}
