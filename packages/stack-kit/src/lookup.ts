import { z } from 'zod';

/**
 * A read from AWS that a definition declares. The backend makes it and hands the
 * result to the build as a literal under `lookups[key]`; synthesis reads nothing.
 */
export type Lookup =
  | {
      key: string;
      kind: 'ssm-parameter';
      /** Full parameter name; public AMI parameters included. */
      name: string;
    }
  | { key: string; kind: 'vpc'; vpcId: string }
  | { key: string; kind: 'availability-zones'; count: number };

export type LookupKind = Lookup['kind'];

const subnetSchema = z.strictObject({
  subnetId: z.string().regex(/^subnet-[0-9a-f]+$/),
  availabilityZone: z.string().min(1),
});

/** What each kind of lookup answers. */
export const lookupValueSchemas = {
  'ssm-parameter': z.string().min(1),
  /** Private subnets only: those whose route table has no internet gateway. */
  vpc: z.strictObject({
    vpcId: z.string().regex(/^vpc-[0-9a-f]+$/),
    /** The VPC's first IPv4 block. */
    cidr: z.cidrv4(),
    privateSubnets: z.array(subnetSchema).min(1),
  }),
  /** Zone names of the region, sorted. */
  'availability-zones': z.array(z.string().min(1)).min(1),
} satisfies Record<LookupKind, z.ZodType>;

export type LookupValue<K extends LookupKind = LookupKind> = z.infer<
  (typeof lookupValueSchemas)[K]
>;

export type VpcValue = LookupValue<'vpc'>;

/** Looked-up literals by lookup key. */
export type LookupValues = Record<string, LookupValue>;

/** A lookup in words, for progress and errors: `SSM parameter /aws/…`. */
export function describeLookup(lookup: Lookup): string {
  switch (lookup.kind) {
    case 'ssm-parameter':
      return `SSM parameter ${lookup.name}`;
    case 'vpc':
      return `private subnets and address range of ${lookup.vpcId}`;
    case 'availability-zones':
      return `first ${lookup.count} availability zones of the region`;
    default:
      return lookup satisfies never;
  }
}
