/** Values by key, in the order the keys come up. */
export function groupBy<V, K>(
  values: readonly V[],
  keyOf: (value: V) => K,
): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
