import type { AwsService } from '@enginehouse/aws-node';
import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import { protectionSwitchOf } from '../../protection/protectionSwitches';
import type {
  StackReader,
  StackResourceSnapshot,
} from '../cloudformation/StackReader';
import type { TemplateDocument } from '../compare/Comparison';
import { isBeyondUpdate } from './isBeyondUpdate';
import { isRetained, PROTECTED, protectionOf } from './protectionOf';

/** What keeps AWS from deleting resources of a stack; what a destroy keeps anyway is left out. */
export interface Protection {
  /** Each with the reason. */
  on: ResourceRef[];
  /** Protected as the template says; whether they still are, nobody here can ask. */
  unknown: ResourceRef[];
}

/**
 * Finds what is protected: by the template, or, where the template can no longer be made to say anything else, as the services say now.
 *
 * @param stack - `resources`: those it has now
 */
export async function findProtection(
  { aws }: { aws: AwsService },
  { environment }: StackReader,
  stack: {
    status: string;
    template: TemplateDocument;
    resources: readonly StackResourceSnapshot[];
  },
): Promise<Protection> {
  const { status, template, resources } = stack;
  const byTemplate = protectedByTemplate(template, resources);
  if (!isBeyondUpdate(status)) return { on: byTemplate, unknown: [] };
  const asked = await Promise.all(
    resources.map(async resource => {
      const { logicalId, resourceType, physicalId } = resource;
      const declared = template.Resources?.[logicalId];
      if (!physicalId || (declared && isRetained(declared))) return undefined;
      const protects = await protectionSwitchOf(resourceType)?.isOn(
        { aws, environment },
        physicalId,
      );
      return protects
        ? { logicalId, resourceType, physicalId, reason: PROTECTED }
        : undefined;
    }),
  );
  return {
    on: asked.filter(found => found !== undefined),
    unknown: byTemplate.filter(
      ({ resourceType }) => !protectionSwitchOf(resourceType),
    ),
  };
}

/** What a template protects among the resources that are there. */
export function protectedByTemplate(
  { Resources = {} }: TemplateDocument,
  resources: readonly StackResourceSnapshot[],
): ResourceRef[] {
  return resources.flatMap(({ logicalId, resourceType, physicalId }) => {
    const declared = Resources[logicalId];
    const reason = declared && protectionOf(declared);
    return reason
      ? [{ logicalId, resourceType, ...(physicalId && { physicalId }), reason }]
      : [];
  });
}
