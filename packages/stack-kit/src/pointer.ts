/** JSON Pointers (RFC 6901): how a value inside a document is named everywhere here. */

/** `['a', 0, 'b/c']` → `/a/0/b~1c`; nothing → `''`, the document. */
export function toPointer(segments: readonly PropertyKey[]): string {
  return segments
    .map(s => `/${String(s).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** `/a/0/b~1c` → `['a', '0', 'b/c']`; undoes `toPointer`, but for numbers, which stay texts. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(s => s.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a pointer, `undefined` where there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return fromPointer(pointer).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    document,
  );
}

/** The pointer and its ancestors, nearest first, ending with `''`. */
export function upwards(pointer: string): string[] {
  const result = [pointer];
  for (let p = pointer; p !== ''; ) {
    p = p.slice(0, p.lastIndexOf('/'));
    result.push(p);
  }
  return result;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Calls back for every value that is not a group with members: an option's value. */
export function eachLeaf(
  value: unknown,
  visit: (pointer: string, leaf: unknown) => void,
  pointer: string = '',
): void {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    visit(pointer, value);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    eachLeaf(child, visit, pointer + toPointer([key]));
  }
}
