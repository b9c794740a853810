import type { LogLevel } from '@enginehouse/plugin-operations-common';
import type { LineReading } from './LogSource';

/** Words, and the numbers of pino and bunyan. */
const LEVELS: [RegExp, LogLevel][] = [
  [/^[56]0$/, 'error'],
  [/^40$/, 'warning'],
  [/^30$/, 'info'],
  [/^[12]0$/, 'debug'],
  [/^(err(or)?|fatal|crit(ical)?|panic|emerg(ency)?|alert|severe)$/i, 'error'],
  [/^warn(ing)?$/i, 'warning'],
  [/^(info(rmation)?|notice)$/i, 'info'],
  [/^(debug|trace|fine|verbose)\w*$/i, 'debug'],
];

const LEVEL_FIELDS = ['level', 'lvl', 'severity', 'log.level'];
const TEXT_FIELDS = ['msg', 'message', 'formattedMessage'];
const CORRELATION_FIELDS = [
  'correlationId',
  'correlation_id',
  'correlation-id',
  'traceId',
  'trace_id',
  'requestId',
  'request_id',
  'x-request-id',
  'callId',
  'call_id',
];
/** Where encoders put the fields of a piece of work when not beside the others: Logback's own, log4j's, Serilog's. */
const NESTED_FIELDS = ['mdc', 'contextMap', 'Properties'];

/** `key=value` with optional quotes, as logfmt writers and Go's slog and logrus do. */
const PAIR = /([\w./-]+)=("(?:[^"\\]|\\.)*"|\S*)(?:\s+|$)/y;
/** A level in capitals near the beginning of a line of plain text. */
const LEVEL_WORD =
  /^.{0,60}?\b(ERROR|FATAL|CRITICAL|PANIC|SEVERE|WARN|WARNING|INFO|NOTICE|DEBUG|TRACE)\b/;

/**
 * What a line says: a JSON object, logfmt pairs, or plain text with a level in it.
 * @public
 */
export function readLine(message: string): LineReading {
  const fields = jsonFields(message) ?? logfmtFields(message);
  if (!fields) return { level: levelOf(LEVEL_WORD.exec(message)?.[1]) };
  return fromFields(fields);
}

function fromFields(fields: Record<string, string>): LineReading {
  const first = (names: string[]) =>
    names.map(name => fields[name]).find(value => value !== undefined);
  return {
    level: levelOf(first(LEVEL_FIELDS)),
    text: first(TEXT_FIELDS),
    fields,
    correlationId: first(CORRELATION_FIELDS),
  };
}

function levelOf(word: string | undefined): LogLevel | undefined {
  return LEVELS.find(
    ([pattern]) => word !== undefined && pattern.test(word),
  )?.[1];
}

function jsonFields(message: string): Record<string, string> | undefined {
  if (!/^\s*\{/.test(message)) return undefined;
  try {
    const parsed: unknown = JSON.parse(message);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return Object.fromEntries(
      Object.entries(parsed)
        .flatMap(unnested)
        .map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
    );
  } catch {
    return undefined;
  }
}

function unnested([key, value]: [string, unknown]): [string, unknown][] {
  return NESTED_FIELDS.includes(key) &&
    typeof value === 'object' &&
    value !== null
    ? Object.entries(value)
    : [[key, value]];
}

/** Undefined unless the whole line consists of pairs. */
function logfmtFields(message: string): Record<string, string> | undefined {
  const fields: Record<string, string> = {};
  const line = message.trim();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < line.length) {
    const match = PAIR.exec(line);
    if (!match) return undefined;
    fields[match[1]] = unquoted(match[2]);
  }
  return line === '' ? undefined : fields;
}

function unquoted(value: string): string {
  if (!value.startsWith('"') || !value.endsWith('"')) return value;
  return value
    .slice(1, -1)
    .replace(/\\(["\\])/g, '$1')
    .replace(/\\n/g, '\n');
}
