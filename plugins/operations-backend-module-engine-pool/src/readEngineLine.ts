import type { LogLevel } from '@enginehouse/plugin-operations-common';
import {
  readLine,
  type LineReading,
} from '@enginehouse/plugin-operations-node';

/** `2026.11.21 13:00:00 LOG3[12]: text`, as stunnel 5 writes; the number is syslog's severity. */
const STUNNEL = /^\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d LOG([0-7])\[(\w+)\]: (.*)$/s;

/** The host's structured log names it; the engine itself writes a session's id under either of the others. */
const SESSION_FIELDS = ['correlation_id', 'session', 'sessionID'];

/** A line of an engine or of the TLS terminator before it; what the lines of one session have in common is its id. */
export function readEngineLine(message: string): LineReading {
  const stunnel = STUNNEL.exec(message);
  if (stunnel) {
    const [, severity, thread, text] = stunnel;
    return { level: fromSyslog(Number(severity)), text, fields: { thread } };
  }
  const reading = readLine(message);
  const session = SESSION_FIELDS.map(name => reading.fields?.[name]).find(
    value => value !== undefined,
  );
  return { ...reading, correlationId: session ?? reading.correlationId };
}

function fromSyslog(severity: number): LogLevel {
  if (severity <= 3) return 'error';
  if (severity === 4) return 'warning';
  return severity === 7 ? 'debug' : 'info';
}
