import { get as distance } from 'fast-levenshtein';

/** The known name nearest to a mistyped one, or `undefined` when none is near. */
export function nearest(
  name: string,
  known: readonly string[],
): string | undefined {
  const limit = Math.max(2, Math.ceil(name.length / 3));
  const ranked = known
    .map(candidate => ({
      candidate,
      d: distance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ d }) => d <= limit)
    .sort((a, b) => a.d - b.d);
  return ranked[0]?.candidate;
}
