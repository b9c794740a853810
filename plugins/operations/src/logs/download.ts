import type { LogEvent } from '@enginehouse/plugin-operations-common';

/** Saves the lines as a text file: time, stream, line. */
export function download(lines: readonly LogEvent[]): void {
  const text = lines
    .map(({ at, stream, message }) => `${at} ${stream} ${message}\n`)
    .join('');
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `logs-${lines[lines.length - 1]?.at ?? 'empty'}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}
