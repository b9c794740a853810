import { Issue, InputError } from '../../issues';
import { AppliedPatch, Patch } from '../../patch';
import { fromPointer } from '../../pointer';
import { nearest } from '../../suggest';
import { Template } from '../template';
import { changeAt, UnreachableError } from './changeAt';
import { unknownProperty } from './unknownProperty';

/** Patches that a definition's stack cannot take. */
export class PatchError extends InputError {}

/**
 * Applies patches to a template, in order and in place.
 *
 * @param handles - logical id by handle; `undefined` for a handle whose resource is not in the template
 * @returns what each one changed
 * @throws PatchError naming, for every patch that cannot be applied, what would be accepted; paths start with `/patches`.
 */
export function applyPatches(
  template: Template,
  handles: Readonly<Record<string, string | undefined>>,
  patches: readonly Patch[],
): AppliedPatch[] {
  const issues: Issue[] = [];
  const applied = patches.flatMap((patch, i) => {
    const result = apply(template, handles, patch);
    if (!('message' in result)) return [result];
    issues.push({ ...result, path: `/patches/${i}${result.path}` });
    return [];
  });
  if (issues.length > 0) throw new PatchError(issues);
  return applied;
}

function apply(
  { Resources }: Template,
  handles: Readonly<Record<string, string | undefined>>,
  patch: Patch,
): AppliedPatch | Issue {
  const { handle, op, path, value } = patch;
  const names = Object.keys(handles);
  const logicalId = Object.hasOwn(handles, handle)
    ? handles[handle]
    : undefined;
  if (logicalId === undefined) {
    const guess = nearest(handle, names);
    return {
      path: '/handle',
      value: handle,
      message: names.includes(handle)
        ? 'names a resource that is not part of this stack'
        : `is not known${guess ? `; did you mean "${guess}"?` : ''}`,
      accepted: names.filter(name => handles[name]).join(', '),
    };
  }
  const resource = Resources[logicalId];
  const resourceType = resource.Type;
  const segments = fromPointer(path);
  const unknown = unknownProperty(resourceType, segments);
  if (unknown) {
    const guess = nearest(unknown.name, unknown.known);
    return {
      path: '/path',
      value: path,
      message: `${resourceType} knows no ${unknown.name} there${
        guess ? `; did you mean "${guess}"?` : ''
      }`,
      accepted: unknown.known.join(', ') || 'a value without parts',
    };
  }
  try {
    const properties = (resource.Properties ??= {});
    const before = changeAt(
      properties,
      segments,
      op === 'set' ? value : undefined,
    );
    return {
      ...patch,
      ...{ logicalId, resourceType },
      ...(before !== undefined && { before }),
    };
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return {
      path: '/path',
      value: path,
      message: `points into nothing: ${error.message} in ${handle} (${resourceType})`,
      accepted: `a property that ${handle} has: ${Object.keys(
        resource.Properties ?? {},
      ).join(', ')}`,
    };
  }
}
