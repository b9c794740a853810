import { Amis } from './amis';
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
  /** Certificate ARNs by domain name. */
  certificate?: Record<string, string>;
  /** By name. */
  bucket?: Record<string, unknown>;
  /** By the reference the configuration gives. */
  'kms-key'?: Record<string, unknown>;
}

/**
 * The literal given for a lookup; `undefined` when it is to be read.
 *
 * @param amis - the environment's images
 */
export function literalFor(
  literals: LookupLiterals,
  lookup: Lookup,
  amis: Amis = {},
): unknown {
  switch (lookup.kind) {
    case 'ssm-parameter':
      return literals['ssm-parameter']?.[lookup.name];
    case 'vpc':
      return literals.vpc?.[lookup.vpcId];
    case 'availability-zones':
      return literals['availability-zones']?.toSorted().slice(0, lookup.count);
    case 'certificate':
      return literals.certificate?.[lookup.domainName];
    case 'image':
      return literalImage(literals, amis[lookup.baseline]);
    case 'bucket':
      return literals.bucket?.[lookup.name];
    case 'kms-key':
      return literals['kms-key']?.[lookup.ref];
    default:
      return lookup satisfies never;
  }
}

function literalImage(literals: LookupLiterals, ami?: Amis[string]): unknown {
  if (!ami?.rootDevice) return undefined;
  const { fips, rootDevice } = ami;
  const imageId = 'id' in ami ? ami.id : literals['ssm-parameter']?.[ami.ssm];
  return imageId === undefined ? undefined : { imageId, fips, rootDevice };
}

/**
 * Answers lookups from literals alone.
 *
 * @param amis - the environment's images
 * @returns the values by key, and the lookups no usable literal is given for
 */
export function lookUpLiterals(
  lookups: readonly Lookup[],
  literals: LookupLiterals,
  amis: Amis = {},
): { values: LookupValues; missing: Lookup[] } {
  const values: Record<string, LookupValue> = {};
  const missing: Lookup[] = [];
  for (const lookup of lookups) {
    const parsed = lookupValueSchemas[lookup.kind].safeParse(
      literalFor(literals, lookup, amis) ?? ifMissing(lookup),
    );
    if (parsed.success) values[lookup.key] = parsed.data;
    else missing.push(lookup);
  }
  return { values, missing };
}

/** Without AWS, a parameter no literal is given for is taken as not there. */
function ifMissing(lookup: Lookup): string | undefined {
  return lookup.kind === 'ssm-parameter' ? lookup.ifMissing : undefined;
}
