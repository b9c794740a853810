import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';

/** A part of a path that a resource type does not know, and what it knows in its place. */
export interface UnknownProperty {
  name: string;
  known: string[];
}

type Group = Readonly<Record<string, { type: PropertyType }>>;

let loaded: SpecDatabase | undefined;

/**
 * The first part of a path into a resource's properties that its type does not know, by AWS's schemas; `undefined` when all is known, or the type has no schema.
 * The first call loads the schemas of all types: workers only.
 *
 * @param path - names, and numbers for members of lists
 */
export function unknownProperty(
  resourceType: string,
  path: readonly string[],
): UnknownProperty | undefined {
  loaded ??= loadAwsServiceSpecSync();
  const [resource] = loaded.lookup(
    ...(['resource', 'cloudFormationType', 'equals', resourceType] as const),
  );
  return resource && inGroup(loaded, resource.properties, path);
}

function inGroup(
  spec: SpecDatabase,
  group: Group,
  [name, ...below]: readonly string[],
): UnknownProperty | undefined {
  if (name === undefined) return undefined;
  const property = Object.hasOwn(group, name) ? group[name] : undefined;
  return property
    ? inType(spec, property.type, below)
    : { name, known: Object.keys(group) };
}

function inType(
  spec: SpecDatabase,
  type: PropertyType,
  path: readonly string[],
): UnknownProperty | undefined {
  const [name] = path;
  if (name === undefined) return undefined;
  switch (type.type) {
    case 'array':
    case 'map':
      return inType(spec, type.element, path.slice(1));
    case 'ref': {
      const { $ref } = type.reference;
      return inGroup(spec, spec.get('typeDefinition', $ref).properties, path);
    }
    case 'union': {
      const unknown = type.types.map(t => inType(spec, t, path));
      return unknown.every(u => u !== undefined) ? unknown[0] : undefined;
    }
    case 'json':
    case 'tag':
      return undefined;
    default:
      return { name, known: [] };
  }
}
