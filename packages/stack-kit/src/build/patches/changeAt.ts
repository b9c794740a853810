/** A place in a document that a change cannot reach; the message says why. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/**
 * Sets or removes the value at a path, in place.
 *
 * @param value - what to set; `undefined` removes
 * @returns what stood there; `undefined` when nothing did
 * @throws UnreachableError when there is nothing to remove, or something on the way is no group and no list.
 */
export function changeAt(
  document: object,
  path: readonly string[],
  value: unknown,
): unknown {
  const name = path[path.length - 1];
  const parent = path
    .slice(0, -1)
    .reduce<object>((at, key) => enter(at, key, value !== undefined), document);
  if (Array.isArray(parent)) return changeMember(parent, name, value);
  const group = parent as Record<string, unknown>;
  const before = Object.hasOwn(group, name) ? group[name] : undefined;
  if (value !== undefined) group[name] = value;
  else if (before === undefined) throw nothing(name);
  else delete group[name];
  return before;
}

/** The group or list below a name; where something is to be set, a missing group is made. */
function enter(at: object, key: string, make: boolean): object {
  const group = at as Record<string, unknown>;
  if (make && !Array.isArray(at) && !Object.hasOwn(group, key)) {
    group[key] = {};
  }
  const below = Object.hasOwn(group, key) ? group[key] : undefined;
  if (typeof below === 'object' && below !== null) return below;
  throw nothing(key);
}

function changeMember(list: unknown[], name: string, value: unknown): unknown {
  const index = /^(0|[1-9]\d*)$/.test(name) ? Number(name) : list.length;
  if (index >= list.length) throw nothing(name);
  const before = list[index];
  list.splice(index, 1, ...(value === undefined ? [] : [value]));
  return before;
}

function nothing(name: string): UnreachableError {
  return new UnreachableError(`there is no ${name}`);
}
