type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));

/** A JSON pointer (RFC 6901) made of keys. */
export const toPointer = (keys: string[]) =>
  keys.map(key => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

/** The value at a pointer; undefined when there is none. */
export function valueAt(tree: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (node, key) => (isTree(node) ? node[key] : undefined),
    tree,
  );
}

/** A copy with the value at the pointer; undefined removes it, and the groups it leaves empty. */
export function withValueAt(tree: Tree, pointer: string, value: unknown): Tree {
  const [key, ...rest] = keysOf(pointer);
  const below = tree[key];
  const child =
    rest.length === 0
      ? value
      : withValueAt(isTree(below) ? below : {}, toPointer(rest), value);
  const { [key]: _, ...others } = tree;
  const isEmpty =
    child === undefined ||
    (rest.length > 0 && isTree(child) && Object.keys(child).length === 0);
  return isEmpty ? others : { ...tree, [key]: child };
}
