import type { TemplateResource } from '../compare/Comparison';

/** Properties that keep AWS from deleting a resource, whatever its type (AWS: CloudFormation resource reference). */
const FLAGS = [
  'DeleteProtection',
  'DeletionProtection',
  'DeletionProtectionEnabled',
  'DisableApiTermination',
  'TerminationProtectionEnabled',
];

/** What such a property says when it protects, and what it says when it does not. */
const OFF = new Map<unknown, unknown>([
  [true, false],
  ['true', 'false'],
  ['ACTIVE', 'INACTIVE'],
  ['ENABLED', 'DISABLED'],
  ['prevent-force-deletion', 'none'],
  ['prevent-all-deletion', 'none'],
]);

/** The same resource with its protection against deletion switched off; `undefined` when its template switches none on. */
export function withoutProtection(
  resource: TemplateResource,
): TemplateResource | undefined {
  const before = resource.Properties ?? {};
  const Properties = Object.fromEntries(
    Object.entries(before).map(([name, value]) => [name, lifted(name, value)]),
  );
  const protects = Object.keys(before).some(
    name => Properties[name] !== before[name],
  );
  return protects ? { ...resource, Properties } : undefined;
}

/** A property's value without protection: the same one when it has none. */
function lifted(name: string, value: unknown): unknown {
  if (FLAGS.includes(name)) return switchedOff(value);
  if (name === 'LoadBalancerAttributes') {
    return eachOf(value, attribute =>
      attribute.Key === 'deletion_protection.enabled'
        ? withMember(attribute, 'Value')
        : attribute,
    );
  }
  // A DynamoDB global table has a switch in each of its regions.
  if (name === 'Replicas') {
    return eachOf(value, replica =>
      withMember(replica, 'DeletionProtectionEnabled'),
    );
  }
  return value;
}

function switchedOff(value: unknown): unknown {
  return isGroup(value) ? withMember(value, 'Mode') : OFF.get(value) ?? value;
}

type Group = Record<string, unknown>;

function withMember(group: Group, name: string): Group {
  const off = OFF.get(group[name]);
  return off === undefined ? group : { ...group, [name]: off };
}

/** The same list when `change` leaves all its members as they are. */
function eachOf(list: unknown, change: (member: Group) => Group): unknown {
  if (!Array.isArray(list)) return list;
  const changed = list.map(m => (isGroup(m) ? change(m) : m));
  return changed.some((member, i) => member !== list[i]) ? changed : list;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
