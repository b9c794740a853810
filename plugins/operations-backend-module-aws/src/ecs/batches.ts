/** The items in batches of at most `size`. */
export function batches<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** The items by their cluster. */
export function byCluster<T extends { cluster: string }>(
  items: T[],
): Map<string, T[]> {
  const clusters = new Map<string, T[]>();
  for (const item of items) {
    clusters.set(item.cluster, [...(clusters.get(item.cluster) ?? []), item]);
  }
  return clusters;
}
