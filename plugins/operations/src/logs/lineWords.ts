import type { LogEvent, LogLevel } from '@enginehouse/plugin-operations-common';

/** Who wrote a line: a unit's key is an instance id or an ARN, which ends in its name. */
export function writerOf({
  unit,
  stream,
}: Pick<LogEvent, 'unit' | 'stream'>): string {
  return unit === undefined ? stream : unit.slice(unit.lastIndexOf('/') + 1);
}

/** A level as logs spell it. */
export const LEVEL_WORD: Record<LogLevel, string> = {
  error: 'ERROR',
  warning: 'WARN',
  info: 'INFO',
  debug: 'DEBUG',
};
