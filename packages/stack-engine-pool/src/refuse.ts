import {
  Issue,
  LookupValues,
  lookupValueSchemas,
  TargetEnvironment,
} from '@enginehouse/stack-kit';
import { cidrsOverlap } from './cidr';
import { imageBaseline } from './image';
import { EnginePoolConfig } from './schema';

/** AWS lists FIPS endpoints of all that a host asks (load balancing, CloudWatch, ECR…) in these regions only. */
const FIPS_REGION = /^us-/;

/** What only the lookups, or where the pool goes, can tell is wrong with a configuration. */
export function refuse(
  config: EnginePoolConfig,
  lookups: LookupValues,
  target: TargetEnvironment,
): Issue[] {
  return [
    ...noFipsEndpoints(config, target),
    ...elsewhere(config, target),
    ...unvalidatedImage(config, lookups),
    ...bucketWithoutKms(config, lookups),
    ...overlap(config, lookups),
  ];
}

function* noFipsEndpoints(
  { fipsMode }: EnginePoolConfig,
  { region }: TargetEnvironment,
): Generator<Issue> {
  if (!fipsMode || FIPS_REGION.test(region)) return;
  yield {
    path: '/fipsMode',
    value: fipsMode,
    message: `cannot be kept in ${region}: hosts ask AWS by FIPS endpoints, and AWS does not have all of them there`,
    accepted: 'false, or an environment in a region of the US',
  };
}

/** Hosts and ECR ask in their own region alone, and a certificate or secret of another account is not theirs to read; a private CA may be shared. */
function* elsewhere(
  { endpoint: { mtls }, featureFlags }: EnginePoolConfig,
  { region, account }: TargetEnvironment,
): Generator<Issue> {
  const secret = featureFlags.ecrMirrorSecretArn;
  const asked: { path: string; arn: string; shared?: boolean }[] = [
    { path: '/endpoint/mtls/acmPcaArn', arn: mtls.acmPcaArn, shared: true },
    ...mtls.allowedClientArns.map((arn, i) => ({
      path: `/endpoint/mtls/allowedClientArns/${i}`,
      arn,
    })),
    ...(secret
      ? [{ path: '/featureFlags/ecrMirrorSecretArn', arn: secret }]
      : []),
  ];
  for (const { path, arn, shared } of asked) {
    const [, , , itsRegion, itsAccount] = arn.split(':');
    const where = [
      ...(itsRegion === region ? [] : [`in ${itsRegion}`]),
      ...(shared || itsAccount === account ? [] : [`of account ${itsAccount}`]),
    ];
    if (where.length === 0) continue;
    yield {
      path,
      value: arn,
      message: `is ${where.join(
        ' and ',
      )}, and the pool is asked for in ${region} of account ${account}`,
      accepted: `an ARN of ${shared ? region : `${region} and ${account}`}`,
    };
  }
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
