import type { Resource } from '@enginehouse/plugin-operations-node';

/** What a resource is called: what it is, and which one where the stack has several. */
export function titleOf(
  what: string,
  { logicalId }: Resource,
  all: Resource[],
): string {
  return all.length > 1 ? `${what} ${logicalId}` : what;
}
