import { digest } from '@enginehouse/stack-kit';
import type { StackResourceSnapshot } from '../cloudformation/StackReader';

/** Digest of which resources a stack has; their order and status do not count. */
export function resourcesDigest(
  resources: readonly StackResourceSnapshot[],
): string {
  return digest(
    resources
      .map(r => [r.logicalId, r.resourceType, r.physicalId ?? ''])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
