import type { Environment } from '@enginehouse/aws-node';
import type { Lookup } from '@enginehouse/stack-kit';

/** The literal that an environment's `lookups` give for a lookup; `undefined` when it is to be read. */
export function configuredValue(
  { lookups }: Environment,
  lookup: Lookup,
): unknown {
  switch (lookup.kind) {
    case 'ssm-parameter':
      return lookups['ssm-parameter']?.[lookup.name];
    case 'vpc':
      return lookups.vpc?.[lookup.vpcId];
    case 'availability-zones':
      return lookups['availability-zones']?.toSorted().slice(0, lookup.count);
    default:
      return lookup satisfies never;
  }
}
