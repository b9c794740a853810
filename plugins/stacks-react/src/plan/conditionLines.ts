/**
 * The condition of a policy statement, one comparison to a line: `aws:SourceAccount StringEquals 123456789012`.
 * What is not JSON of that shape stays as it is.
 */
export function conditionLines(condition: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(condition);
  } catch {
    return [condition];
  }
  if (!isRecord(parsed)) {
    return [condition];
  }
  return Object.entries(parsed).flatMap(([operator, comparisons]) =>
    isRecord(comparisons)
      ? Object.entries(comparisons).map(
          ([key, value]) => `${key} ${operator} ${words(value)}`,
        )
      : [`${operator} ${words(comparisons)}`],
  );
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
