import type { LogEvent } from '@enginehouse/plugin-operations-common';
import {
  readLine,
  type LineReading,
  type LogLine,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { LineFilter } from './LineFilter';

/** A line with the group it stands in. */
export interface GroupLine extends LogLine {
  group: string;
}

/** Makes events of lines, those that a person wants to see. */
export class LogEvents {
  readonly #read: (message: string) => LineReading;
  readonly #filter: LineFilter;

  constructor(
    registry: SourceRegistry,
    { stack }: SourceContext,
    filter: LineFilter,
  ) {
    const module = registry.definition(stack.definition);
    this.#read = message => module?.readLine?.(message) ?? readLine(message);
    this.#filter = filter;
  }

  /** Undefined when the line is not wanted. */
  of(line: GroupLine): LogEvent | undefined {
    if (!this.#filter.takesLine(line)) return undefined;
    const reading = this.#read(line.message);
    if (!this.#filter.takesReading(reading)) return undefined;
    return {
      id: line.id,
      at: new Date(line.at).toISOString(),
      group: line.group,
      stream: line.stream,
      unit: line.unit,
      message: line.message,
      ...reading,
    };
  }
}
