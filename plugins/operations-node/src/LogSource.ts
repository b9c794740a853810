import type { LogLevel } from '@enginehouse/plugin-operations-common';

/**
 * One place that lines are read from.
 * @public
 */
export interface LogSource {
  /** Name of the log group. */
  group: string;
  /** Absent when lines are kept for ever, or when it is not known. */
  retentionDays?: number;
  /** One page, in the order the lines were written. Pages may be empty while `nextToken` says there is more. */
  read(query: LogQuery): Promise<LogReading>;
}

/**
 * Times are milliseconds since the epoch, both inclusive.
 * @public
 */
export interface LogQuery {
  start: number;
  end: number;
  /** Only lines with this text; a source may ignore it. */
  containing?: string;
  /** Only this stream; a source may ignore it. */
  stream?: string;
  /** Only streams of this unit; a source may ignore it. */
  unit?: string;
  /** Only streams whose names begin so; a source may ignore it. */
  prefix?: string;
  nextToken?: string;
  /** How long an answer may be shared, in milliseconds. */
  ttl: number;
}

/** A page of lines; there are more while it has a `nextToken`. @public */
export interface LogReading {
  lines: LogLine[];
  nextToken?: string;
}

/** A line as it was written, before anybody understands it. @public */
export interface LogLine {
  /** Unique in its group. */
  id: string;
  /** When it was written, in milliseconds since the epoch. */
  at: number;
  /** When the store received it, in milliseconds since the epoch. */
  receivedAt: number;
  stream: string;
  /** Key of the unit that wrote it, when the stream tells. */
  unit?: string;
  message: string;
}

/**
 * What a line says when it is understood.
 * @public
 */
export interface LineReading {
  level?: LogLevel;
  /** The message proper. */
  text?: string;
  fields?: Record<string, string>;
  /** What the lines of one piece of work have in common. */
  correlationId?: string;
}
