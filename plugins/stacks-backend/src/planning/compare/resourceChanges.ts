import {
  ResourceImpact,
  type DifferenceCollection,
  type Resource,
  type ResourceDifference,
} from '@aws-cdk/cloudformation-diff';
import type { Change } from '@enginehouse/plugin-stacks-common';
import { groupOf } from './groupOf';
import { interrupts } from './interruptions';
import { maskSecret } from './maskSecret';

type Property = Change['properties'][number];

/** The changes of resources in our words, by logical id. */
export function resourceChanges(
  resources: DifferenceCollection<Resource, ResourceDifference>,
  paths: Record<string, string>,
): Change[] {
  const changes: Change[] = [];
  resources.forEachDifference((logicalId, difference) => {
    if (difference.changeImpact === ResourceImpact.NO_CHANGE) return;
    changes.push(toChange(logicalId, difference, paths[logicalId]));
  });
  return changes.sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

function toChange(
  logicalId: string,
  difference: ResourceDifference,
  constructPath: string | undefined,
): Change {
  const resourceType =
    difference.newResourceType ?? difference.oldResourceType ?? 'unknown';
  const properties = propertiesOf(difference);
  return {
    logicalId,
    resourceType,
    ...(constructPath && { constructPath }),
    group: groupOf(constructPath, resourceType),
    ...actionOf(difference),
    ...(difference.isUpdate && interrupts(resourceType, properties)),
    properties,
  };
}

function actionOf({
  changeImpact,
}: ResourceDifference): Pick<Change, 'action' | 'replacement'> {
  switch (changeImpact) {
    case ResourceImpact.WILL_CREATE:
    case ResourceImpact.WILL_IMPORT:
      return { action: 'add' };
    case ResourceImpact.WILL_DESTROY:
      return { action: 'remove' };
    case ResourceImpact.WILL_ORPHAN:
      return { action: 'retain' };
    case ResourceImpact.WILL_REPLACE:
      return { action: 'replace', replacement: 'yes' };
    case ResourceImpact.MAY_REPLACE:
      return { action: 'modify', replacement: 'conditional' };
    default:
      return { action: 'modify', replacement: 'no' };
  }
}

function propertiesOf(difference: ResourceDifference): Property[] {
  if (difference.isRemoval) return [];
  if (difference.isAddition) {
    return Object.entries(difference.newProperties ?? {}).map(
      ([path, after]) => ({
        path,
        after: maskSecret(path, after),
        replaces: 'never' as const,
      }),
    );
  }
  const properties: Property[] = [];
  difference.forEachDifference((_, path, change) => {
    const impact = 'changeImpact' in change ? change.changeImpact : undefined;
    properties.push({
      path,
      ...(change.oldValue !== undefined && {
        before: maskSecret(path, change.oldValue),
      }),
      ...(change.newValue !== undefined && {
        after: maskSecret(path, change.newValue),
      }),
      replaces: replacesOf(impact),
    });
  });
  return properties;
}

function replacesOf(impact: ResourceImpact | undefined): Property['replaces'] {
  if (impact === ResourceImpact.WILL_REPLACE) return 'always';
  return impact === ResourceImpact.MAY_REPLACE ? 'conditionally' : 'never';
}
