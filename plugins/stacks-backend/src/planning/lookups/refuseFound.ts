import type {
  LookupValues,
  StackDefinition,
  TargetEnvironment,
} from '@enginehouse/stack-kit';
import { InvalidInputError } from '../InvalidInputError';

/**
 * Refuses a configuration that does not fit what its lookups found, or where it goes.
 *
 * @throws InvalidInputError with everything the definition refuses.
 */
export function refuseFound(
  { refuse }: StackDefinition,
  config: Parameters<NonNullable<StackDefinition['refuse']>>[0],
  lookups: LookupValues,
  { account, region }: TargetEnvironment,
): void {
  const issues = refuse?.(config, lookups, { account, region }) ?? [];
  if (issues.length === 0) return;
  throw new InvalidInputError(
    issues.map(issue => ({ ...issue, path: `/config${issue.path}` })),
  );
}
