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
import { isRetained, protectionOf } from '../unprotect/protectionOf';

/**
 * What deleting a stack would do: what goes, what stays and what its name then blocks, and what refuses.
 *
 * @param input - `dependents`: stacks that import its outputs or are bound to it
 */
export function destroyEffect(input: {
  snapshot: StackSnapshot;
  template: TemplateDocument;
  resources: readonly StackResourceSnapshot[];
  dependents: string[];
}): DestroyEffect {
  const { snapshot, template, dependents } = input;
  const deleted: ResourceRef[] = [];
  const retained: ResourceRef[] = [];
  const guarded: string[] = snapshot.terminationProtection
    ? [`Stack ${snapshot.name}: termination protection is on`]
    : [];
  for (const resource of input.resources) {
    const { logicalId, resourceType, physicalId } = resource;
    const declared = template.Resources?.[logicalId] ?? { Type: resourceType };
    const ref = {
      ...{ logicalId, resourceType },
      ...(physicalId && { physicalId }),
    };
    const stays = whyRetained(declared, resource, snapshot.status);
    if (stays) {
      retained.push({ ...ref, reason: stays });
      continue;
    }
    const protection = protectionOf(declared);
    if (protection)
      guarded.push(`${logicalId} (${resourceType}): ${protection}`);
    deleted.push(
      keepsSnapshot(declared)
        ? { ...ref, reason: 'a snapshot of it is kept' }
        : ref,
    );
  }
  return { deleted, retained, dependents, protected: guarded };
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

function whyRetained(
  declared: TemplateResource,
  { status, reason }: StackResourceSnapshot,
  stackStatus: string,
): string | undefined {
  if (stackStatus === 'DELETE_FAILED' && status === 'DELETE_FAILED') {
    return `it could not be deleted${reason ? `: ${reason}` : ''}`;
  }
  if (!isRetained(declared)) return undefined;
  const name = fixedNameOf(declared);
  return name
    ? `its deletion policy is ${declared.DeletionPolicy}; while it exists, its name ${name} cannot be used again`
    : `its deletion policy is ${declared.DeletionPolicy}`;
}
