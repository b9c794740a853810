/** A unit that may be given to a session. */
export interface Candidate {
  key: string;
  address: string;
  /** What it was last seen to carry; 0 when that is not known. */
  measured: number;
}

/**
 * The unit that carries least: a session is counted as measured, or as leased until it is. Of equals the one with fewest leases, then the
 * first by key.
 *
 * @param leases - how many leases each unit has by key
 */
export function leastLoaded(
  candidates: Candidate[],
  leases: ReadonlyMap<string, number>,
): Candidate | undefined {
  const leased = ({ key }: Candidate) => leases.get(key) ?? 0;
  const load = (one: Candidate) => Math.max(one.measured, leased(one));
  return [...candidates].sort(
    (a, b) =>
      load(a) - load(b) ||
      leased(a) - leased(b) ||
      (a.key < b.key ? -1 : Number(a.key > b.key)),
  )[0];
}
