import {
  Issue,
  LookupValues,
  lookupValueSchemas,
} from '@enginehouse/stack-kit';
import { cidrsOverlap } from './cidr';
import { imageBaseline } from './image';
import { EnginePoolConfig } from './schema';

/** What only the lookups can tell is wrong with a configuration. */
export function refuse(
  config: EnginePoolConfig,
  lookups: LookupValues,
): Issue[] {
  return [
    ...unvalidatedImage(config, lookups),
    ...bucketWithoutKms(config, lookups),
    ...overlap(config, lookups),
  ];
}

function* unvalidatedImage(
  { fipsMode, stigBaseline, instanceType, compliance }: EnginePoolConfig,
  lookups: LookupValues,
): Generator<Issue> {
  const { fips } = lookupValueSchemas.image.parse(lookups.image);
  if (fips || !fipsMode || !compliance.forbidNonFipsAmi) return;
  yield {
    path: '/stigBaseline',
    value: stigBaseline,
    message: `is forbidden by compliance.forbidNonFipsAmi: the environment does not mark its image ${imageBaseline(
      stigBaseline,
      instanceType,
    )} as one of FIPS`,
    accepted:
      'a baseline whose image has fips: true, fipsMode false, or compliance.forbidNonFipsAmi false',
  };
}

function* bucketWithoutKms(
  { storage, compliance }: EnginePoolConfig,
  lookups: LookupValues,
): Generator<Issue> {
  const bucket = lookupValueSchemas.bucket.optional().parse(lookups.bucket);
  if (!bucket || bucket.kmsKeyArn || !compliance.forbidNoKms) return;
  yield {
    path: '/storage/s3ArtifactsBucketRef',
    value: storage.s3ArtifactsBucketRef,
    message:
      'is forbidden by compliance.forbidNoKms: the bucket is not encrypted with a KMS key',
    accepted:
      'a bucket encrypted with a KMS key, unless compliance.forbidNoKms is false',
  };
}

function* overlap(
  { network }: EnginePoolConfig,
  lookups: LookupValues,
): Generator<Issue> {
  const vpc = lookupValueSchemas.vpc.optional().parse(lookups.vpc);
  if (!vpc || !cidrsOverlap(vpc.cidr, network.engineCidr)) return;
  yield {
    path: '/network/engineCidr',
    value: network.engineCidr,
    message: `overlaps ${vpc.cidr} of ${vpc.vpcId}`,
    accepted: `a block apart from ${vpc.cidr}`,
  };
}
