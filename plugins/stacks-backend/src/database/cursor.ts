import { InputError } from '@backstage/errors';

/** Where a page of a list ended: the sort value and the key of its last item. Opaque to callers. */
export type Cursor = [sortValue: string | number, key: string | number];

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

interface Kinds {
  string: string;
  number: number;
}

/**
 * @param kinds - of the sort value and of the key: what PostgreSQL compares them with
 * @throws InputError for a text that `encodeCursor` did not make of such values
 */
export function decodeCursor<V extends keyof Kinds, K extends keyof Kinds>(
  text: string,
  kinds: [sortValue: V, key: K],
): [sortValue: Kinds[V], key: Kinds[K]] {
  try {
    const values = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === kinds.length &&
      kinds.every((kind, i) => typeof values[i] === kind)
    ) {
      return [values[0], values[1]];
    }
  } catch {
    // Answered below, with what is accepted.
  }
  throw new InputError(
    `cursor is '${text}', which is not the nextCursor of an earlier answer`,
  );
}

/** One page out of `limit + 1` fetched items, with the cursor of the next page if there is one. */
export function toPage<T>(
  fetched: T[],
  limit: number,
  cursorOf: (item: T) => Cursor,
): { items: T[]; nextCursor?: string } {
  const items = fetched.slice(0, limit);
  return fetched.length > limit
    ? { items, nextCursor: encodeCursor(cursorOf(items[limit - 1])) }
    : { items };
}
