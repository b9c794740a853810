import { frameworks, ImageValue } from '@enginehouse/stack-kit';
import {
  KEY_ARN,
  lookups,
  MIRROR_SECRET,
  synthesizePool,
} from './__testUtils__/synthesizePool';

// cdk-nag is loaded, and every pool is synthesized: seconds on a busy machine.
jest.setTimeout(60_000);

const mirror = { enableEcrMirror: true, ecrMirrorSecretArn: MIRROR_SECRET };

const POOLS = {
  'the least there is': {},
  'a shared cache': { storage: { cache: 'EFS' } },
  'a mirror': { featureFlags: mirror },
  'a name of its own': { endpoint: { hostname: 'dagger.engine.local' } },
  'a size that never changes': { capacity: { min: 3, max: 3 } },
  'an existing VPC': { network: { vpcId: 'vpc-0123456789abcdef0' } },
};

/** What a FedRAMP pool leaves for somebody to decide: `notes.md`. */
const TO_DECIDE = [
  'AwsSolutions-S1 TrailBucket/Resource',
  'NIST.800.53.R5-S3BucketLoggingEnabled TrailBucket/Resource',
  'NIST.800.53.R5-S3BucketReplicationEnabled Artifacts/Resource',
  'NIST.800.53.R5-S3BucketReplicationEnabled TrailBucket/Resource',
];

const found = (
  value: object,
  framework: (typeof frameworks)[number],
): string[] =>
  synthesizePool(value, { framework, checked: true })
    .findings.filter(({ blocking, acknowledged }) => blocking && !acknowledged)
    .map(({ rule, resource }) => `${rule} ${resource.path}`);

describe.each(Object.entries(POOLS))('a pool with %s', (_, value) => {
  it('is blocked by nothing, and under FedRAMP by what people have to decide alone', () => {
    expect(found(value, 'commercial')).toEqual([]);
    expect(found(value, 'fedramp-moderate')).toEqual(TO_DECIDE);
    expect(found(value, 'fedramp-high')).toEqual(TO_DECIDE);
  });
});

it('leaves a bucket and key that are there already to whoever keeps them', () => {
  const { findings } = synthesizePool(
    { storage: { s3ArtifactsBucketRef: 'shared', kmsKeyRef: 'alias/shared' } },
    {
      framework: 'fedramp-high',
      checked: true,
      found: {
        bucket: {
          ...{ name: 'shared', arn: 'arn:aws:s3:::shared' },
          kmsKeyArn: KEY_ARN,
        },
        key: { keyArn: KEY_ARN, keyId: KEY_ARN.split('/')[1] },
      },
    },
  );
  expect(
    findings
      .filter(({ blocking, acknowledged }) => blocking && !acknowledged)
      .map(({ rule, resource }) => `${rule} ${resource.path}`),
  ).toEqual(TO_DECIDE.filter(finding => !/Artifacts/.test(finding)));
});

it('blocks a pool made public on purpose, with the control it breaks', () => {
  const { findings } = synthesizePool(
    {
      endpoint: { nlbInternal: false },
      network: { allowedCidrs: ['198.51.100.0/24'] },
      compliance: { forbidPublicExposure: false },
    },
    { checked: true },
  );
  expect(findings.filter(({ blocking }) => blocking)).toEqual([
    expect.objectContaining({
      rule: 'engines-private',
      resource: expect.objectContaining({ path: 'Endpoint/Resource' }),
    }),
    expect.objectContaining({
      rule: 'load-balancer-internal',
      pack: 'dagger-engine-pool',
      controls: ['ac-4', 'sc-7'],
      reason: 'The load balancer is reachable from the internet.',
    }),
  ]);
});

it('finds under FedRAMP High an image that nobody lists as FIPS validated', () => {
  const { findings } = synthesizePool(
    {},
    {
      framework: 'fedramp-high',
      checked: true,
      found: {
        image: { ...(lookups.image as ImageValue), fips: false },
      },
    },
  );
  expect(findings.map(({ rule }) => rule)).toContain('image-fips');
});

it('blocks under FedRAMP a pool in an existing VPC whose flow logs are turned off', () => {
  const value = {
    network: { vpcId: 'vpc-0123456789abcdef0' },
    observability: { flowLogs: false },
  };
  const { findings } = synthesizePool(value, {
    framework: 'fedramp-moderate',
    checked: true,
  });
  expect(findings.filter(({ rule }) => rule === 'flow-logs')).toEqual([
    expect.objectContaining({
      blocking: true,
      controls: expect.arrayContaining(['au-12']),
      reason: expect.stringContaining('vpc-0123456789abcdef0'),
    }),
  ]);
  expect(found(value, 'commercial')).toEqual([]);
});

it.each(['fedramp-moderate', 'fedramp-high'] as const)(
  'blocks under %s a pool whose FIPS mode is turned off',
  framework => {
    expect(found({ fipsMode: false }, framework)).toContain(
      'host-fips Engine/Resource',
    );
    expect(found({ fipsMode: false }, 'commercial')).toEqual([]);
  },
);
