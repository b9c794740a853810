import type { GetLogs, LogLevel } from '@enginehouse/plugin-operations-common';

/** What is asked of the logs; it stands in the address. */
export interface LogQuery {
  filter?: string;
  level?: LogLevel;
  unit?: string;
  group?: string;
  stream?: string;
  correlationId?: string;
  /** ISO 8601. Without an end the logs are followed. */
  start?: string;
  end?: string;
  /** Id of the line that is open. */
  line?: string;
}

const KEYS = [
  'filter',
  'level',
  'unit',
  'group',
  'stream',
  'correlationId',
  'start',
  'end',
  'line',
] as const satisfies (keyof LogQuery)[];

/** Levels at which something went wrong come with those above them. */
const FROM: Record<LogLevel, LogLevel[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  debug: ['error', 'warning', 'info', 'debug'],
};

export const LEVELS: { value: LogLevel; title: string }[] = [
  { value: 'error', title: 'Errors' },
  { value: 'warning', title: 'Warnings and above' },
  { value: 'info', title: 'Info and above' },
];

const isLevel = (value: string): value is LogLevel => value in FROM;

export function readQuery(params: URLSearchParams): LogQuery {
  const query: LogQuery = {};
  for (const key of KEYS) {
    const value = params.get(key);
    if (!value) {
      continue;
    }
    if (key === 'level') {
      if (isLevel(value)) {
        query.level = value;
      }
    } else {
      query[key] = value;
    }
  }
  return query;
}

/** The parameters with the query's; others are left as they are. */
export function writeQuery(
  params: URLSearchParams,
  query: LogQuery,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const key of KEYS) {
    const value = query[key];
    if (value) {
      next.set(key, value);
    } else {
      next.delete(key);
    }
  }
  return next;
}

/** The query as the backend takes it. */
export function wireQuery(query: LogQuery): GetLogs['query'] {
  const { level, line: _, ...rest } = query;
  return { ...rest, ...(level ? { level: FROM[level] } : {}) };
}
