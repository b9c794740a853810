import type { ResourceRef } from '@enginehouse/plugin-stacks-common';

/** What a person has to see to: protections that the portal has no switch for. */
export function unknownNotices(unknown: readonly ResourceRef[]): string[] {
  return unknown.map(
    ({ logicalId, resourceType, physicalId }) =>
      `The template protects ${logicalId} (${resourceType}${
        physicalId ? ` ${physicalId}` : ''
      }) against deletion, and the portal has no switch for that type: if it is still protected, lift that with AWS's own tools, or the destroy stops there.`,
  );
}
