import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import type {
  StackResourceSnapshot,
  StackSnapshot,
} from '../cloudformation/StackReader';
import type { TemplateDocument } from '../compare/Comparison';
import { protectedByTemplate } from './findProtection';
import { withoutProtection } from './withoutProtection';

/** A template without its protections, and what loses them. */
export interface Lifted {
  template: TemplateDocument;
  /** Resources whose properties change. */
  resources: ResourceRef[];
}

/** Switches off whatever keeps AWS from deleting the resources of a stack. What is retained keeps its protection: no destroy touches it. */
export function liftProtection(
  template: TemplateDocument,
  resources: readonly StackResourceSnapshot[],
): Lifted {
  const lifted = protectedByTemplate(template, resources);
  const Resources = { ...template.Resources };
  for (const { logicalId } of lifted) {
    const resource = Resources[logicalId];
    Resources[logicalId] = withoutProtection(resource) ?? resource;
  }
  return { template: { ...template, Resources }, resources: lifted };
}

/** The stack itself, when its termination protection is on. */
export function protectedStack(snapshot: StackSnapshot): ResourceRef[] {
  const { name, stackId, terminationProtection } = snapshot;
  return terminationProtection
    ? [
        {
          logicalId: name,
          resourceType: 'AWS::CloudFormation::Stack',
          physicalId: stackId,
          reason: 'termination protection is on',
        },
      ]
    : [];
}
