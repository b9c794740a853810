import type {
  ResourceChange,
  ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import type { Change } from '@enginehouse/plugin-stacks-common';
import { groupOf } from './groupOf';
import { interrupts } from './interruptions';
import { maskSecret } from './maskSecret';

type Property = Change['properties'][number];

const ORDER: Property['replaces'][] = ['never', 'conditionally', 'always'];
const NOT_KNOWN_YET = /\{\{changeSet:KNOWN_AFTER_APPLY\}\}/;

/**
 * Stage 2: the change set says what happens to which resource; the template difference adds what it alone knows (values before intrinsics are resolved, properties of
 * new resources). Resources that only the templates differ in, without an effect, are left out.
 */
export function mergeChangeSet(
  resourceChanges: readonly ResourceChange[],
  fromTemplates: readonly Change[],
  paths: Record<string, string>,
): Change[] {
  const known = new Map(fromTemplates.map(c => [c.logicalId, c]));
  return resourceChanges
    .map(change =>
      toChange(change, known.get(change.LogicalResourceId!), paths),
    )
    .sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

function toChange(
  resource: ResourceChange,
  template: Change | undefined,
  paths: Record<string, string>,
): Change {
  const logicalId = resource.LogicalResourceId!;
  const resourceType = resource.ResourceType!;
  const constructPath = paths[logicalId];
  const { action, replacement } = actionOf(resource);
  const properties =
    action === 'modify' || action === 'replace'
      ? mergeProperties(resource.Details ?? [], template?.properties ?? [])
      : template?.properties ?? [];
  return {
    logicalId,
    resourceType,
    ...(resource.PhysicalResourceId && {
      physicalId: resource.PhysicalResourceId,
    }),
    ...(constructPath && { constructPath }),
    group: groupOf(constructPath, resourceType),
    action,
    ...(replacement && { replacement }),
    ...(action === 'modify' && interrupts(resourceType, properties)),
    properties,
  };
}

function actionOf({
  Action,
  Replacement,
  PolicyAction,
}: ResourceChange): Pick<Change, 'action' | 'replacement'> {
  switch (Action) {
    case 'Add':
    case 'Import':
      return { action: 'add' };
    case 'Remove':
      return { action: PolicyAction === 'Retain' ? 'retain' : 'remove' };
    default:
      if (Replacement === 'True') {
        return { action: 'replace', replacement: 'yes' };
      }
      return {
        action: 'modify',
        replacement: Replacement === 'Conditional' ? 'conditional' : 'no',
      };
  }
}

function mergeProperties(
  details: readonly ResourceChangeDetail[],
  fromTemplate: readonly Property[],
): Property[] {
  const merged = new Map<string, Property>();
  for (const { Target } of details) {
    const path =
      Target?.Attribute === 'Properties' ? Target.Name : Target?.Attribute;
    if (!path) continue;
    const replaces = replacesOf(Target?.RequiresRecreation);
    const before = merged.get(path);
    const property = before ??
      fromTemplate.find(p => p.path === path) ?? {
        path,
        ...valueOf('before', path, Target?.BeforeValue),
        ...valueOf('after', path, Target?.AfterValue),
        replaces,
      };
    merged.set(path, {
      ...property,
      replaces: stronger(before?.replaces ?? 'never', replaces),
    });
  }
  return [...merged.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function valueOf(
  key: 'before' | 'after',
  path: string,
  text: string | undefined,
): Partial<Property> {
  if (text === undefined || NOT_KNOWN_YET.test(text)) return {};
  return { [key]: maskSecret(path, parsed(text)) };
}

/** Property values come as text; lists and groups as JSON. */
function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function replacesOf(recreation: string | undefined): Property['replaces'] {
  if (recreation === 'Always') return 'always';
  return recreation === 'Conditionally' ? 'conditionally' : 'never';
}

function stronger(
  a: Property['replaces'],
  b: Property['replaces'],
): Property['replaces'] {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}
