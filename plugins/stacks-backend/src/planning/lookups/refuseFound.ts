import type { LookupValues, StackDefinition } from '@enginehouse/stack-kit';
import { InvalidInputError } from '../InvalidInputError';

/**
 * Refuses a configuration that does not fit what its lookups found.
 *
 * @throws InvalidInputError with everything the definition refuses.
 */
export function refuseFound(
  { refuse }: StackDefinition,
  config: Parameters<NonNullable<StackDefinition['refuse']>>[0],
  lookups: LookupValues,
): void {
  const issues = refuse?.(config, lookups) ?? [];
  if (issues.length === 0) return;
  throw new InvalidInputError(
    issues.map(issue => ({ ...issue, path: `/config${issue.path}` })),
  );
}
