import {
  Lookup,
  LookupValue,
  LookupValues,
  lookupValueSchemas,
} from './lookup';

/** Literals given in place of reads from AWS, by kind: an environment's `lookups`. */
export interface LookupLiterals {
  /** Values by full parameter name. */
  'ssm-parameter'?: Record<string, string>;
  /** By VPC id. */
  vpc?: Record<string, unknown>;
  /** Zone names of the region. */
  'availability-zones'?: string[];
}

/** The literal given for a lookup; `undefined` when it is to be read. */
export function literalFor(literals: LookupLiterals, lookup: Lookup): unknown {
  switch (lookup.kind) {
    case 'ssm-parameter':
      return literals['ssm-parameter']?.[lookup.name];
    case 'vpc':
      return literals.vpc?.[lookup.vpcId];
    case 'availability-zones':
      return literals['availability-zones']?.toSorted().slice(0, lookup.count);
    default:
      return lookup satisfies never;
  }
}

/**
 * Answers lookups from literals alone.
 *
 * @returns the values by key, and the lookups no usable literal is given for
 */
export function lookUpLiterals(
  lookups: readonly Lookup[],
  literals: LookupLiterals,
): { values: LookupValues; missing: Lookup[] } {
  const values: Record<string, LookupValue> = {};
  const missing: Lookup[] = [];
  for (const lookup of lookups) {
    const parsed = lookupValueSchemas[lookup.kind].safeParse(
      literalFor(literals, lookup),
    );
    if (parsed.success) values[lookup.key] = parsed.data;
    else missing.push(lookup);
  }
  return { values, missing };
}
