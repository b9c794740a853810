/** A Markdown table whose columns are padded, so that its source reads as a table too. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [head, ...rows].map(row =>
    row.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')),
  );
  const widths = head.map((_, i) =>
    Math.max(3, ...cells.map(r => r[i].length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [first, ...others] = cells;
  const rule = widths.map(width => '-'.repeat(width));
  return [line(first), line(rule), ...others.map(line)].join('\n');
}

/** A value as people write it in YAML. */
export function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** The parts that are not empty, a blank line between them. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n\n');
}
