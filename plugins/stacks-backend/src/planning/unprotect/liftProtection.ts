import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import type {
  StackResourceSnapshot,
  StackSnapshot,
} from '../cloudformation/StackReader';
import type { TemplateDocument } from '../compare/Comparison';
import { protectionOf } from './protectionOf';
import { withoutProtection } from './withoutProtection';

/** A template without its protections, and what loses them. */
export interface Lifted {
  template: TemplateDocument;
  /** Resources whose properties change. */
  resources: ResourceRef[];
  /** The stack itself, when its termination protection is on. */
  stack: ResourceRef[];
}

/** Switches off whatever keeps AWS from deleting a stack. What is retained keeps its protection: no destroy touches it. */
export function liftProtection(input: {
  snapshot: StackSnapshot;
  template: TemplateDocument;
  /** Those the stack has now. */
  resources: readonly StackResourceSnapshot[];
}): Lifted {
  const { snapshot, template } = input;
  const physicalIds = new Map(
    input.resources.map(r => [r.logicalId, r.physicalId]),
  );
  const Resources = { ...template.Resources };
  const resources: ResourceRef[] = [];
  for (const [logicalId, resource] of Object.entries(Resources)) {
    const reason = protectionOf(resource);
    if (!reason || !physicalIds.has(logicalId)) continue;
    Resources[logicalId] = withoutProtection(resource) ?? resource;
    resources.push({
      ...{ logicalId, resourceType: resource.Type, reason },
      physicalId: physicalIds.get(logicalId),
    });
  }
  const { name, stackId, terminationProtection } = snapshot;
  return {
    template: { ...template, Resources },
    resources,
    stack: terminationProtection
      ? [
          {
            logicalId: name,
            resourceType: 'AWS::CloudFormation::Stack',
            physicalId: stackId,
            reason: 'termination protection is on',
          },
        ]
      : [],
  };
}
