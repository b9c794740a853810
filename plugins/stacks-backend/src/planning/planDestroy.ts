import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import type { PlanRecord } from './types';
import type { PlanningServices } from './PlanningServices';
import type { StackReader, StackSnapshot } from './cloudformation/StackReader';
import type { TemplateDocument } from './compare/Comparison';
import { groupOf } from './compare/groupOf';
import { summarize } from './compare/summarize';
import { destroyEffect } from './destroy/destroyEffect';
import { destroyNotices } from './destroy/destroyNotices';
import { resourcesDigest } from './destroy/resourcesDigest';
import { priceTemplate } from './priceTemplate';
import { findProtection } from './unprotect/findProtection';
import { unknownNotices } from './unprotect/unknownNotices';

/** What a destroy would do, and what it was read from. */
export interface DestroyPlan {
  view: Pick<
    PlanRecord['plan'],
    'changes' | 'summary' | 'security' | 'notices' | 'cost'
  > &
    Required<Pick<PlanRecord['plan'], 'destroy'>>;
  template: string;
  resourcesDigest: string;
}

/**
 * Reads what deleting a stack would do. Writes nothing.
 *
 * @param retain - logical ids to leave behind of those the last delete failed at
 */
export async function planDestroy(
  services: Pick<PlanningServices, 'aws' | 'registry' | 'prices'>,
  reader: StackReader,
  snapshot: StackSnapshot,
  retain: readonly string[] = [],
): Promise<DestroyPlan> {
  const { stackId, status } = snapshot;
  const [template = '{}', resources, bound, importers] = await Promise.all([
    reader.template(stackId),
    reader.resources(stackId),
    services.registry.dependents(snapshot.name),
    Promise.all(snapshot.exports.map(name => reader.importers(name))),
  ]);
  const document = parseTemplate(template);
  const dependents = [...new Set([...importers.flat(), ...bound])].sort();
  const protection = await findProtection(services, reader, {
    ...{ status, resources },
    template: document,
  });
  const destroy = destroyEffect({
    ...{ snapshot, resources, dependents, retain },
    template: document,
    guarded: protection.on,
  });
  const changes = [
    ...destroy.deleted.map(r => ({ ...r, action: 'remove' as const })),
    ...destroy.retained.map(r => ({ ...r, action: 'retain' as const })),
  ].map(({ reason: _, ...change }) => ({
    ...change,
    group: groupOf(undefined, change.resourceType),
    properties: [],
  }));
  const security = { statements: [], network: [], capabilities: [] };
  return {
    view: {
      ...{ destroy, changes, security },
      summary: summarize(changes, security),
      notices: [
        ...destroyNotices(destroy, document),
        ...unknownNotices(protection.unknown),
      ],
      cost: priceTemplate(services, reader.environment, {
        template: only(destroy.retained, document),
        deployedTemplate: template,
      }),
    },
    template,
    resourcesDigest: resourcesDigest(resources),
  };
}

/** The part of a template that makes these resources. */
function only(
  resources: readonly ResourceRef[],
  { Resources = {} }: TemplateDocument,
): TemplateDocument {
  const ids = resources.map(({ logicalId }) => logicalId);
  return {
    Resources: Object.fromEntries(
      Object.entries(Resources).filter(([id]) => ids.includes(id)),
    ),
  };
}

/** What the portal deployed is JSON; of any other template only the list of resources is known. */
function parseTemplate(template: string): TemplateDocument {
  try {
    return JSON.parse(template);
  } catch {
    return {};
  }
}
