import {
  InputError,
  LookupValues,
  resolve,
  toJsonSchema,
} from '@enginehouse/stack-kit';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { enginePool } from './definition';
import { architectureOf, hasLocalDisk } from './instanceType';
import { mirrorPrefix } from './names';
import {
  context,
  KEY_ARN,
  lookups,
  MIRROR_SECRET,
  PCA,
  resolvePool,
} from './__testUtils__/synthesizePool';

function refusal(...args: Parameters<typeof resolvePool>): string[] {
  try {
    resolvePool(...args);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('options of the engine pool', () => {
  it('has the defaults of the configuration reference', () => {
    expect(resolvePool({}).config).toMatchObject({
      service: 'checkout',
      env: 'test',
      owner: 'group:default/platform',
      capacity: { min: 1, max: 3 },
      fipsMode: false,
      stigBaseline: 'UBI9',
      instanceType: 'c7i.large',
      endpoint: { nlbInternal: true, mtls: { allowedClientArns: [] } },
      storage: { cache: 'EBS', ebsGiB: 200 },
      observability: { logRetentionDays: 365 },
      featureFlags: { sharedCacheEfs: false, enableEcrMirror: false },
      compliance: {
        forbidPublicExposure: true,
        forbidNonFipsAmi: true,
        forbidNoKms: true,
      },
    });
  });

  it('takes the quick start of the document as it stands', () => {
    const { config } = resolvePool({
      capacity: { min: 1, max: 3 },
      fipsMode: true,
      stigBaseline: 'UBI9',
      endpoint: {
        hostname: 'dagger.engine.local',
        mtls: {
          acmPcaArn: PCA,
          allowedClientArns: [
            'arn:aws:acm:us-east-1:123456789012:certificate/ci-client-cert',
          ],
        },
      },
      storage: { cache: 'EBS', ebsGiB: 200 },
      featureFlags: { sharedCacheEfs: false, enableEcrMirror: false },
    });
    expect(
      enginePool.refuse!(config, lookups, {
        account: '123456789012',
        region: 'us-east-1',
      }),
    ).toEqual([]);
  });

  it.each([
    [
      { capacity: { min: 0 } },
      '/capacity/min',
      'a whole number from 1 to 100 engines',
    ],
    [
      { capacity: { min: 1.5 } },
      '/capacity/min',
      'a whole number from 1 to 100 engines',
    ],
    [
      { capacity: { min: 4 } },
      '/capacity/max',
      'at least the fewest engines, capacity.min',
    ],
    [{ capacity: { mni: 4 } }, '/capacity/mni', 'min, max'],
    [{ instanceType: 'large' }, '/instanceType', 'such as c7i.large'],
    [{ stigBaseline: 'UBI8' }, '/stigBaseline', '"RHEL8", "UBI9", "UBUNTU-20"'],
    [
      { endpoint: { mtls: { acmPcaArn: 'pca' } } },
      '/endpoint/mtls/acmPcaArn',
      PCA,
    ],
    [
      { endpoint: { mtls: { allowedClientArns: [PCA] } } },
      '/endpoint/mtls/allowedClientArns/0',
      ':acm:',
    ],
    [{ storage: { ebsGiB: 19 } }, '/storage/ebsGiB', 'from 20 to 16384 GiB'],
    [{ storage: { cache: 'S3' } }, '/storage/cache', '"EBS", "EFS", "DISK"'],
    [
      { observability: { logRetentionDays: 366 } },
      '/observability/logRetentionDays',
      '365, 400',
    ],
    [{ network: { cidr: '10.0.0.0/8' } }, '/network/cidr', '/16 to /24'],
    [{ network: { cidr: '10.0.0.0' } }, '/network/cidr', '/16 to /24'],
    [
      { network: { cidr: '10.87.128.0/20' } },
      '/network/engineCidr',
      'apart from network.cidr',
    ],
    [{ network: { vpcId: 'main' } }, '/network/vpcId', 'vpc-'],
    [{ engine: { version: 'latest' } }, '/engine/version', 'v0.21.8'],
    [{ service: 'other' }, '/service', '"checkout", or leave it out'],
  ])('refuses %j at %s', (value, path, accepted) => {
    const lines = refusal(value);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${path}[ :]`));
    expect(lines[0].split('accepted: ')[1]).toContain(accepted);
  });

  it('refuses a pool without a private CA at that option', () => {
    expect(() =>
      resolve(enginePool, [
        { source: 'framework', value: enginePool.defaults.commercial },
        { source: 'manifest', value: { capacity: { min: 1, max: 1 } } },
      ]),
    ).toThrow(
      /^\/endpoint\/mtls\/acmPcaArn: is required; accepted: an ARN such as/,
    );
  });

  const open = { compliance: { forbidPublicExposure: false } };
  it.each([
    [
      {
        endpoint: { nlbInternal: false },
        network: { allowedCidrs: ['203.0.113.0/24'] },
      },
      '/endpoint/nlbInternal (override): is forbidden by compliance.forbidPublicExposure',
    ],
    [
      {
        ...open,
        endpoint: { nlbInternal: false },
        network: {
          vpcId: 'vpc-0123456789abcdef0',
          allowedCidrs: ['10.0.0.0/8'],
        },
      },
      '/endpoint/nlbInternal (override): needs public subnets',
    ],
    [
      { ...open, endpoint: { nlbInternal: false } },
      '/network/allowedCidrs: must say who may reach a public endpoint',
    ],
    [
      { storage: { cache: 'DISK' }, instanceType: 'c7gd.large' },
      '/storage/cache (override): is forbidden by compliance.forbidNoKms',
    ],
    [
      { storage: { cache: 'DISK' }, compliance: { forbidNoKms: false } },
      '/storage/cache (override): needs disks, which c7i.large does not have',
    ],
    [
      { featureFlags: { sharedCacheEfs: true } },
      '/featureFlags/sharedCacheEfs (override): hands caches on over EFS',
    ],
    [
      { featureFlags: { enableEcrMirror: true } },
      '/featureFlags/ecrMirrorSecretArn: is required',
    ],
    [
      { featureFlags: { ecrMirrorSecretArn: MIRROR_SECRET } },
      '/featureFlags/ecrMirrorSecretArn (override): is used by the mirror only',
    ],
  ])('refuses %j with the rule that forbids it', (value, line) => {
    expect(refusal(value)).toEqual([expect.stringContaining(line)]);
  });

  it.each([
    {
      ...open,
      endpoint: { nlbInternal: false },
      network: { allowedCidrs: ['203.0.113.0/24'] },
    },
    {
      storage: { cache: 'DISK' },
      instanceType: 'c7gd.large',
      compliance: { forbidNoKms: false },
    },
    { storage: { cache: 'EFS' }, featureFlags: { sharedCacheEfs: true } },
    {
      featureFlags: {
        enableEcrMirror: true,
        ecrMirrorSecretArn: MIRROR_SECRET,
      },
    },
  ])('takes %j', value => {
    expect(refusal(value)).toEqual([]);
  });

  it.each([
    ['commercial', { fipsMode: false, flowLogs: false, cloudTrail: false }],
    ['fedramp-moderate', { fipsMode: true, flowLogs: true, cloudTrail: true }],
    ['fedramp-high', { fipsMode: true, flowLogs: true, cloudTrail: true }],
  ] as const)('has the defaults of %s', (framework, expected) => {
    const { config } = resolvePool({}, framework);
    const { flowLogs, cloudTrail } = config.observability;
    expect({ fipsMode: config.fipsMode, flowLogs, cloudTrail }).toEqual(
      expected,
    );
  });

  it('gives every option a title, and every option of a form a group', () => {
    const options: [
      string,
      { title?: string; group?: string; context?: string },
    ][] = [];
    const walk = (node: ReturnType<typeof toJsonSchema>, path: string) => {
      for (const [name, child] of Object.entries(node.properties ?? {})) {
        if (child.properties) walk(child, `${path}/${name}`);
        else options.push([`${path}/${name}`, child]);
      }
    };
    walk(toJsonSchema(enginePool), '');
    expect(options.length).toBeGreaterThan(25);
    expect(
      options.filter(([, o]) => !o.title || !(o.group || o.context)),
    ).toEqual([]);
  });
});

describe('what lookups tell', () => {
  const told = (value: object, found: LookupValues, region = 'us-east-1') =>
    enginePool.refuse!(
      resolvePool(value).config,
      { ...lookups, ...found },
      { account: '123456789012', region },
    ).map(({ path, message }) => `${path} ${message}`);
  const image = (fips: boolean) => ({
    image: { imageId: 'ami-0123456789abcdef0', fips, rootDevice: '/dev/xvda' },
  });
  const bucket = { name: 'shared', arn: 'arn:aws:s3:::shared' };

  it('refuses, in FIPS mode, an image that is not marked as one of FIPS', () => {
    expect(told({ fipsMode: true }, image(false))).toEqual([
      expect.stringContaining(
        '/stigBaseline is forbidden by compliance.forbidNonFipsAmi',
      ),
    ]);
    expect(told({ fipsMode: true }, image(true))).toEqual([]);
    expect(told({ fipsMode: false }, image(false))).toEqual([]);
    expect(
      told(
        { fipsMode: true, compliance: { forbidNonFipsAmi: false } },
        image(false),
      ),
    ).toEqual([]);
  });

  it.each(['eu-central-1', 'ca-central-1'])(
    'refuses FIPS mode in %s, where AWS has not all FIPS endpoints that a host asks',
    region => {
      const mtls = { acmPcaArn: PCA.replace('us-east-1', region) };
      expect(told({ fipsMode: true, endpoint: { mtls } }, {}, region)).toEqual([
        expect.stringContaining(`/fipsMode cannot be kept in ${region}`),
      ]);
      expect(told({ endpoint: { mtls } }, {}, region)).toEqual([]);
    },
  );

  it('takes FIPS mode in GovCloud', () => {
    const region = 'us-gov-west-1';
    const mtls = {
      acmPcaArn: PCA.replace('aws', 'aws-us-gov').replace('us-east-1', region),
    };
    expect(told({ fipsMode: true, endpoint: { mtls } }, {}, region)).toEqual(
      [],
    );
  });

  it('refuses what is of another region, where hosts and ECR do not ask', () => {
    const client =
      'arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012';
    const value = {
      endpoint: { mtls: { allowedClientArns: [client] } },
      featureFlags: {
        enableEcrMirror: true,
        ecrMirrorSecretArn: MIRROR_SECRET,
      },
    };
    const asked = (region: string) =>
      `and the pool is asked for in ${region} of account 123456789012`;
    expect(told(value, {}, 'us-west-2')).toEqual([
      `/endpoint/mtls/acmPcaArn is in us-east-1, ${asked('us-west-2')}`,
      `/featureFlags/ecrMirrorSecretArn is in us-east-1, ${asked('us-west-2')}`,
    ]);
    expect(told(value, {})).toEqual([
      `/endpoint/mtls/allowedClientArns/0 is in us-west-2, ${asked(
        'us-east-1',
      )}`,
    ]);
  });

  it('refuses a certificate and a secret of another account; a private CA may be shared', () => {
    const foreign = (arn: string) =>
      arn.replace('123456789012', '210987654321');
    const client =
      'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
    expect(
      told(
        {
          endpoint: {
            mtls: {
              acmPcaArn: foreign(PCA),
              allowedClientArns: [client, foreign(client)],
            },
          },
          featureFlags: {
            enableEcrMirror: true,
            ecrMirrorSecretArn: foreign(MIRROR_SECRET),
          },
        },
        {},
      ),
    ).toEqual([
      expect.stringContaining(
        '/endpoint/mtls/allowedClientArns/1 is of account 210987654321, and',
      ),
      expect.stringContaining(
        '/featureFlags/ecrMirrorSecretArn is of account 210987654321, and',
      ),
    ]);
  });

  it('refuses an existing bucket without a KMS key', () => {
    const storage = { s3ArtifactsBucketRef: 'shared' };
    expect(told({ storage }, { bucket })).toEqual([
      expect.stringContaining(
        '/storage/s3ArtifactsBucketRef is forbidden by compliance.forbidNoKms',
      ),
    ]);
    expect(
      told({ storage, compliance: { forbidNoKms: false } }, { bucket }),
    ).toEqual([]);
    expect(
      told({ storage }, { bucket: { ...bucket, kmsKeyArn: KEY_ARN } }),
    ).toEqual([]);
  });

  it('refuses an existing VPC that overlaps the engines’ own network', () => {
    const network = {
      vpcId: 'vpc-0123456789abcdef0',
      engineCidr: '10.1.128.0/20',
    };
    expect(told({ network }, {})).toEqual([
      '/network/engineCidr overlaps 10.1.0.0/16 of vpc-0123456789abcdef0',
    ]);
  });
});

describe('lookups of the engine pool', () => {
  const asked = (value: object) =>
    enginePool.lookups(resolvePool(value).config, context);

  it('are the image of the baseline and two zones, or the subnets of the VPC named', () => {
    expect(asked({})).toEqual([
      { key: 'image', kind: 'image', baseline: 'UBI9' },
      { key: 'zones', kind: 'availability-zones', count: 2 },
    ]);
    const vpcId = 'vpc-0123456789abcdef0';
    expect(asked({ network: { vpcId } })[1]).toEqual({
      key: 'vpc',
      kind: 'vpc',
      vpcId,
    });
  });

  it.each(['RHEL8', 'UBI9', 'UBUNTU-20'])(
    'name the image of %s by its baseline, and by architecture',
    stigBaseline => {
      const baseline = (instanceType: string) =>
        asked({ stigBaseline, instanceType })[0];
      expect(baseline('c7i.large')).toMatchObject({ baseline: stigBaseline });
      expect(baseline('c7g.large')).toMatchObject({
        baseline: `${stigBaseline}-arm64`,
      });
    },
  );

  it('ask for an existing bucket and key', () => {
    expect(
      asked({
        storage: {
          s3ArtifactsBucketRef: 'arn:aws:s3:::shared',
          kmsKeyRef: 'alias/shared',
        },
      }).slice(2),
    ).toEqual([
      { key: 'bucket', kind: 'bucket', name: 'shared' },
      { key: 'key', kind: 'kms-key', ref: 'alias/shared' },
    ]);
  });
});

describe('instance types', () => {
  it.each([
    'c7i.large',
    'c7g.large',
    'm6gd.xlarge',
    'g4dn.xlarge',
    'g5g.xlarge',
    'im4gn.large',
    'a1.large',
    'c7gn.medium',
    'm7i-flex.large',
    't4g.small',
    'r5dn.large',
    'x2gd.medium',
  ])('have the architecture CDK knows of %s', type => {
    const arm =
      new InstanceType(type).architecture === InstanceArchitecture.ARM_64;
    expect(architectureOf(type)).toBe(arm ? 'arm64' : 'x86_64');
  });

  it.each([
    ['c7gd.large', true],
    ['m6id.large', true],
    ['m5dn.large', true],
    ['i4i.large', true],
    ['im4gn.large', true],
    ['z1d.large', true],
    ['g4dn.xlarge', true],
    ['c7i.large', false],
    ['m7g.large', false],
    ['t3.large', false],
    ['m7i-flex.large', false],
    ['inf1.xlarge', false],
  ])('of %s have disks of their own: %s', (type, expected) => {
    expect(hasLocalDisk(type)).toBe(expected);
  });
});

it('names the mirror of a service with a long name within the 30 characters ECR takes, and no other service’s', () => {
  const [first, second] = ['a', 'b'].map(last =>
    mirrorPrefix(`payments-reconciliation-${last}`),
  );
  expect(first).toMatch(/^dagger-payments-recon-[0-9a-f]{8}$/);
  expect(second).not.toBe(first);
});

it('fixes the names that ECR and CloudWatch Logs know a service by', () => {
  expect(enginePool.fixedNames(context)).toEqual([
    { type: 'AWS::Logs::LogGroup', name: '/aws/dagger-engine/checkout' },
    { type: 'AWS::Logs::LogGroup', name: '/aws/dagger-engine-flow/checkout' },
    { type: 'AWS::Logs::LogGroup', name: '/aws/dagger-engine-trail/checkout' },
    { type: 'AWS::ECR::PullThroughCacheRule', name: 'dagger-checkout' },
  ]);
});
