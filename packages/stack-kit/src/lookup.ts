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
      /** The value while there is no such parameter. */
      ifMissing?: string;
      /** Others write it at any time: a plan made with another value than the present one is stale. */
      volatile?: true;
    }
  | { key: string; kind: 'vpc'; vpcId: string }
  | {
      key: string;
      kind: 'availability-zones';
      /** How many of the first; without it, all. */
      count?: number;
    }
  | {
      key: string;
      kind: 'certificate';
      /** Covered by the certificate by name or by a wildcard over its first label. */
      domainName: string;
    }
  | {
      key: string;
      kind: 'image';
      /** Names an entry of the environment's `amis`. */
      baseline: string;
    }
  | { key: string; kind: 'bucket'; name: string }
  | {
      key: string;
      kind: 'kms-key';
      /** ARN, id or `alias/…`. */
      ref: string;
    };

/** What is asked of AWS: the kind of answer follows from it. */
export type LookupKind = Lookup['kind'];

/** A lookup others may change the answer of at any time. */
export type VolatileLookup = Extract<Lookup, { kind: 'ssm-parameter' }> & {
  volatile: true;
};

/** Whether a plan has to look it up again before it is applied. */
export function isVolatile(lookup: Lookup): lookup is VolatileLookup {
  return lookup.kind === 'ssm-parameter' && lookup.volatile === true;
}

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
  /** ARN of the region's newest issued certificate for the domain. */
  certificate: z
    .string()
    .regex(/^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/),
  image: z.strictObject({
    imageId: z.string().regex(/^ami-[0-9a-f]+$/),
    /** Whether the environment says the image is FIPS 140 validated. */
    fips: z.boolean(),
    /** What the image calls its root volume: a mapping by another name would add a volume and leave the root as the image has it. */
    rootDevice: z.string().regex(/^\/dev\/[a-z0-9]+$/),
  }),
  bucket: z.strictObject({
    name: z.string().min(3),
    arn: z.string().regex(/^arn:[\w-]+:s3:::.+$/),
    /** Key it encrypts with by default, when that is one of KMS. */
    kmsKeyArn: z
      .string()
      .regex(/^arn:[\w-]+:kms:/)
      .optional(),
  }),
  'kms-key': z.strictObject({
    keyArn: z.string().regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/),
    keyId: z.string().min(1),
  }),
} satisfies Record<LookupKind, z.ZodType>;

/** The answer to a lookup, as `lookupValueSchemas` accepts it; of one kind, when that is named. */
export type LookupValue<K extends LookupKind = LookupKind> = z.infer<
  (typeof lookupValueSchemas)[K]
>;

/** A VPC with its address range and private subnets. */
export type VpcValue = LookupValue<'vpc'>;

/** A machine image of the region. */
export type ImageValue = LookupValue<'image'>;

/** A bucket that exists, with the key it encrypts with. */
export type BucketValue = LookupValue<'bucket'>;

/** An enabled KMS key. */
export type KeyValue = LookupValue<'kms-key'>;

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
      return `${
        lookup.count ? `first ${lookup.count} ` : ''
      }availability zones of the region`;
    case 'certificate':
      return `issued certificate for ${lookup.domainName}`;
    case 'image':
      return `machine image for ${lookup.baseline}`;
    case 'bucket':
      return `bucket ${lookup.name}`;
    case 'kms-key':
      return `enabled KMS key ${lookup.ref}`;
    default:
      return lookup satisfies never;
  }
}
