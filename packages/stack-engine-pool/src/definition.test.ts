import {
  InputError,
  resolve,
  toJsonSchema,
  valueAt,
} from '@enginehouse/stack-kit';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { enginePool } from './definition';
import { imageParameter } from './image';
import { PCA, resolvePool } from './testing/synthesizePool';

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
    [{ capacity: { min: 4 } }, '/capacity/max', 'at least capacity.min'],
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

  it.each([
    [{ fipsMode: true }, '/fipsMode'],
    [{ stigBaseline: 'RHEL8' }, '/stigBaseline'],
    [{ endpoint: { hostname: 'dagger.engine.local' } }, '/endpoint/hostname'],
    [{ endpoint: { nlbInternal: false } }, '/endpoint/nlbInternal'],
    [{ storage: { cache: 'EFS' } }, '/storage/cache'],
    [{ storage: { cache: 'DISK' } }, '/storage/cache'],
    [
      { storage: { s3ArtifactsBucketRef: 'bucket' } },
      '/storage/s3ArtifactsBucketRef',
    ],
    [{ storage: { kmsKeyRef: 'key' } }, '/storage/kmsKeyRef'],
    [
      { observability: { otlpEndpoint: 'https://otel.example.com' } },
      '/observability/otlpEndpoint',
    ],
    [
      { featureFlags: { sharedCacheEfs: true } },
      '/featureFlags/sharedCacheEfs',
    ],
    [
      { featureFlags: { enableEcrMirror: true } },
      '/featureFlags/enableEcrMirror',
    ],
    [
      { compliance: { forbidPublicExposure: false } },
      '/compliance/forbidPublicExposure',
    ],
    [
      { compliance: { forbidNonFipsAmi: false } },
      '/compliance/forbidNonFipsAmi',
    ],
    [{ compliance: { forbidNoKms: false } }, '/compliance/forbidNoKms'],
  ])('refuses %j, which has no effect yet', (value, path) => {
    expect(refusal(value)).toEqual([
      expect.stringMatching(`^${path} \\(override\\): is not yet supported`),
    ]);
  });

  it.each(['fedramp-moderate', 'fedramp-high'] as const)(
    'refuses %s, whose default is FIPS mode',
    framework => {
      expect(refusal({}, framework)).toEqual([
        expect.stringMatching(
          /^\/fipsMode \(framework\): is not yet supported/,
        ),
      ]);
    },
  );

  it('marks in the form’s schema what is not supported yet', () => {
    const schema = toJsonSchema(enginePool);
    expect(
      valueAt(
        schema,
        '/properties/storage/properties/cache/x-not-yet-supported',
      ),
    ).toEqual({ values: ['EFS', 'DISK'], reason: expect.any(String) });
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

describe('lookups of the engine pool', () => {
  const lookups = (value: object) => {
    const { config } = resolvePool(value);
    return enginePool.lookups(config, {
      service: 's',
      component: 'c',
      environment: 'e',
      owner: 'o',
    });
  };

  it('asks for the image and two zones, or the subnets of the VPC named', () => {
    expect(lookups({})).toEqual([
      {
        key: 'image',
        kind: 'ssm-parameter',
        name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      },
      { key: 'zones', kind: 'availability-zones', count: 2 },
    ]);
    expect(lookups({ network: { vpcId: 'vpc-0123456789abcdef0' } })[1]).toEqual(
      {
        key: 'vpc',
        kind: 'vpc',
        vpcId: 'vpc-0123456789abcdef0',
      },
    );
  });

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
  ])('asks for the image of the architecture of %s', type => {
    const arm =
      new InstanceType(type).architecture === InstanceArchitecture.ARM_64;
    expect(imageParameter(type)).toMatch(arm ? /arm64$/ : /x86_64$/);
  });
});

it('fixes the name of the log group by service', () => {
  expect(
    enginePool.fixedNames({
      service: 'checkout',
      component: 'a',
      environment: 'b',
      owner: 'c',
    }),
  ).toEqual([
    { type: 'AWS::Logs::LogGroup', name: '/aws/dagger-engine/checkout' },
  ]);
});
