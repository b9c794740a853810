/** How much of something: as it is, or between the least and the most. */
export type Count = number | Range;

export interface Range {
  min: number;
  max: number;
}

/** One thing a resource is, or is not, charged for. Its price is found later. */
export type Charge =
  | {
      kind: 'standing';
      what: string;
      /** Service and key in the price table. */
      price: string;
      /** How many at a time. */
      count: Range;
      assumes?: string;
    }
  | { kind: 'usage'; what: string; price: string; assumes?: string }
  | { kind: 'unpriced'; reason: string }
  | { kind: 'free'; reason: string };

/** A charge for being there. */
export function standing(
  what: string,
  price: string,
  count: Count = 1,
  assumes?: string,
): Charge {
  return { kind: 'standing', what, price, count: rangeOf(count), assumes };
}

/** A charge by use. */
export function usage(what: string, price: string, assumes?: string): Charge {
  return { kind: 'usage', what, price, assumes };
}

/** A charge nobody can say here. */
export function unpriced(reason: string): Charge {
  return { kind: 'unpriced', reason };
}

/** No charge by itself, and why. */
export function free(reason: string): Charge {
  return { kind: 'free', reason };
}

/** What keeps a resource from being priced, in words. Charges already told stand. */
export class Unpriceable extends Error {}

export function rangeOf(count: Count): Range {
  return typeof count === 'number' ? { min: count, max: count } : count;
}

/** Each end of a range times the same end of another. */
export function times(count: Count, factor: Count): Range {
  const [a, b] = [rangeOf(count), rangeOf(factor)];
  return { min: a.min * b.min, max: a.max * b.max };
}
