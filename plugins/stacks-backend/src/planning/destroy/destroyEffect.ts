import type {
  DestroyEffect,
  ResourceRef,
} from '@enginehouse/plugin-stacks-common';
import type {
  StackResourceSnapshot,
  StackSnapshot,
} from '../cloudformation/StackReader';
import type { TemplateDocument, TemplateResource } from '../compare/Comparison';
import { fixedNameOf } from '../fixedNameOf';
import { protectedStack } from '../unprotect/liftProtection';
import { isRetained } from '../unprotect/protectionOf';

/**
 * What deleting a stack would do: what goes, what stays and what its name then blocks, what refuses, and what the last delete failed at.
 *
 * @param input - `dependents`: stacks that import its outputs or are bound to it; `guarded`: resources that AWS would not delete now; `retain`: logical ids
 * to leave behind of those the last delete failed at
 */
export function destroyEffect(input: {
  snapshot: StackSnapshot;
  template: TemplateDocument;
  resources: readonly StackResourceSnapshot[];
  dependents: string[];
  guarded: readonly ResourceRef[];
  retain: readonly string[];
}): DestroyEffect {
  const { snapshot, template, dependents, retain } = input;
  const deleted: ResourceRef[] = [];
  const retained: ResourceRef[] = [];
  const failedBefore: ResourceRef[] = [];
  for (const resource of input.resources) {
    const { logicalId, resourceType, physicalId } = resource;
    const declared = template.Resources?.[logicalId] ?? { Type: resourceType };
    const ref = {
      ...{ logicalId, resourceType },
      ...(physicalId && { physicalId }),
    };
    const failed = whyFailed(resource);
    const stays =
      failed && retain.includes(logicalId)
        ? `it is left behind: ${failed}`
        : whyRetained(declared);
    if (stays) {
      retained.push({ ...ref, reason: stays });
      continue;
    }
    if (failed && snapshot.status === 'DELETE_FAILED') {
      failedBefore.push({ ...ref, reason: failed });
    }
    const notes = [
      ...(failed ? [`it is tried again: ${failed}`] : []),
      ...(keepsSnapshot(declared) ? ['a snapshot of it is kept'] : []),
    ];
    deleted.push(notes.length > 0 ? { ...ref, reason: notes.join('; ') } : ref);
  }
  const goes = (id: string) => deleted.some(ref => ref.logicalId === id);
  return {
    ...{ deleted, retained, dependents },
    protected: [
      ...protectedStack(snapshot).map(
        ({ logicalId, reason }) => `Stack ${logicalId}: ${reason}`,
      ),
      ...input.guarded
        .filter(({ logicalId }) => goes(logicalId))
        .map(
          ({ logicalId, resourceType, reason }) =>
            `${logicalId} (${resourceType}): ${reason}`,
        ),
    ],
    ...(failedBefore.length > 0 && { failedBefore }),
  };
}

/** Why the last delete stopped at a resource, or the rollback of a create; `undefined` when it did not. */
function whyFailed({
  status,
  reason,
}: StackResourceSnapshot): string | undefined {
  if (status !== 'DELETE_FAILED') return undefined;
  return `it could not be deleted${reason ? ` (${reason})` : ''}`;
}

/** Databases without a deletion policy are kept as a snapshot (AWS: DeletionPolicy attribute); an instance of a cluster has no data of its own. */
function keepsSnapshot(declared: TemplateResource): boolean {
  const { Type, Properties, DeletionPolicy } = declared;
  if (DeletionPolicy) return DeletionPolicy === 'Snapshot';
  return (
    Type === 'AWS::RDS::DBCluster' ||
    (Type === 'AWS::RDS::DBInstance' && !Properties?.DBClusterIdentifier)
  );
}

function whyRetained(declared: TemplateResource): string | undefined {
  if (!isRetained(declared)) return undefined;
  const name = fixedNameOf(declared);
  return name
    ? `its deletion policy is ${declared.DeletionPolicy}; while it exists, its name ${name} cannot be used again`
    : `its deletion policy is ${declared.DeletionPolicy}`;
}
