import type {
  Resource,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { Deployment } from '@enginehouse/plugin-stacks-common';

/** The resource a deployment failed at; undefined when AWS never called it anything. */
export function failedResource(
  { stack }: SourceContext,
  { failure, resources }: Deployment,
): Resource | undefined {
  const { logicalId = '', resourceType: type = '', physicalId } = failure ?? {};
  const id =
    physicalId ??
    resources.find(resource => resource.logicalId === logicalId)?.physicalId;
  const { account, region } = stack;
  return id ? { type, logicalId, id, account, region } : undefined;
}

/** The resources that the stack has, and those the deployment tells of: what was rolled back is gone, what it wrote may not be. */
export function allResources(
  { stack: { account, region }, resources }: SourceContext,
  deployment: Deployment,
): Resource[] {
  const all = new Map<string, Resource>();
  for (const { resourceType, logicalId, physicalId } of deployment.resources) {
    if (physicalId) {
      const about = { type: resourceType, logicalId, id: physicalId };
      all.set(`${resourceType} ${physicalId}`, { ...about, account, region });
    }
  }
  for (const resource of resources) {
    all.set(`${resource.type} ${resource.id}`, resource);
  }
  return [...all.values()];
}
