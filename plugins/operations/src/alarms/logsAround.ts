const BEFORE_MS = 5 * 60_000;
const AFTER_MS = 60_000;

const iso = (time: number) => new Date(time).toISOString();

/** Path of the logs around a moment (ISO 8601), relative to a tab of the same entity. */
export function logsAround(at: string): string {
  const moment = Date.parse(at);
  const range = new URLSearchParams({
    start: iso(moment - BEFORE_MS),
    end: iso(moment + AFTER_MS),
  });
  return `../logs?${range}`;
}
