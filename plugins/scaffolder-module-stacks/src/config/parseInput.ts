import type { Option } from './options';

/** Digits as people write them; `1e9` and `0x10` are no such thing. */
const NUMBER = /^[+-]?\d+(\.\d*)?$/;

/**
 * What was typed, as the configuration has it. Text that is no number stays text: the server then names the value and what it would accept.
 */
export function parseInput(
  { kind }: Pick<Option, 'kind'>,
  text: string,
): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  if (kind === 'number') {
    return NUMBER.test(trimmed) ? Number(trimmed) : text;
  }
  if (kind === 'list') {
    return text
      .split('\n')
      .filter(
        (line, index, lines) => line.trim() !== '' || index < lines.length - 1,
      );
  }
  return text;
}

/** A value as it is typed. */
export function toInput(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : String(value ?? '');
}
