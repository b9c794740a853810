import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EC2 } from '@aws-sdk/client-ec2';
import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import { Framework, LookupValues } from '@enginehouse/stack-kit';
import { synthesizePool } from './__testUtils__/synthesizePool';

jest.setTimeout(180_000);

const STACK = 'checkout-ci-engine-test';
const BUCKET = 'cdk-hnb659fds-assets-123456789012-us-east-1';

let aws: LocalAws;
let to: {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

beforeAll(async () => {
  aws = await startLocalAws({
    env: { SANDBOX_CFN_ASYNC: '0', SANDBOX_CFN_STEP_SECONDS: '0' },
  });
  to = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
});

afterAll(() => aws?.stop());

interface Pool {
  value: object;
  framework?: Framework;
  found?: LookupValues;
}

async function request({ value, ...options }: Pool) {
  const { templateBody, assets } = synthesizePool(value, options);
  const s3 = new S3({ ...to, forcePathStyle: true });
  const put = (Key: string, Body: string | Uint8Array) =>
    s3.putObject({ Bucket: BUCKET, Key, Body });
  for (const { destination, bytes } of assets)
    await put(destination.key, bytes);
  await put('template.json', templateBody);
  return {
    StackName: STACK,
    TemplateURL: `${to.endpoint}/${BUCKET}/template.json`,
    Capabilities: ['CAPABILITY_IAM' as const],
  };
}

const cloudFormation = () => new CloudFormation(to);

async function statusOf(StackName = STACK) {
  const { Stacks = [] } = await cloudFormation().describeStacks({ StackName });
  const [{ StackId, StackStatus }] = Stacks;
  return { StackId, status: StackStatus };
}

async function events(StackName: string) {
  const { StackEvents = [] } = await cloudFormation().describeStackEvents({
    StackName,
  });
  return StackEvents;
}

/** Types of the resources that outlive the deleted stack. */
async function retained(stackId: string): Promise<string[]> {
  return (await events(stackId))
    .filter(event => event.ResourceStatus === 'DELETE_SKIPPED')
    .map(event => event.ResourceType ?? '')
    .sort();
}

/** What went wrong, in AWS's words. */
async function failures(): Promise<string[]> {
  return (await events(STACK))
    .filter(event => /FAILED$/.test(event.ResourceStatus ?? ''))
    .map(e => `${e.LogicalResourceId}: ${e.ResourceStatusReason}`);
}

const OWN = ['AWS::KMS::Key', 'AWS::S3::Bucket'];

/** What a security team keeps: a network, a bucket and its key. */
async function existing(): Promise<Pool> {
  const ec2 = new EC2(to);
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.9.0.0/16' });
  const vpcId = Vpc?.VpcId ?? '';
  const privateSubnets = await Promise.all(
    ['a', 'b'].map(async (zone, i) => {
      const { Subnet } = await ec2.createSubnet({
        VpcId: vpcId,
        CidrBlock: `10.9.${i}.0/24`,
        AvailabilityZone: `us-east-1${zone}`,
      });
      return {
        subnetId: Subnet?.SubnetId ?? '',
        availabilityZone: `us-east-1${zone}`,
      };
    }),
  );
  const { KeyMetadata } = await new KMS(to).createKey();
  const keyArn = KeyMetadata?.Arn ?? '';
  await new S3({ ...to, forcePathStyle: true }).createBucket({
    Bucket: 'security-artifacts',
  });
  return {
    value: {
      network: { vpcId },
      storage: {
        s3ArtifactsBucketRef: 'security-artifacts',
        kmsKeyRef: keyArn,
      },
    },
    found: {
      vpc: { vpcId, cidr: '10.9.0.0/16', privateSubnets },
      bucket: {
        name: 'security-artifacts',
        arn: 'arn:aws:s3:::security-artifacts',
        kmsKeyArn: keyArn,
      },
      key: { keyArn, keyId: KeyMetadata?.KeyId ?? '' },
    },
  };
}

async function mirrorSecret(): Promise<string> {
  const { ARN = '' } = await new SecretsManager(to).createSecret({
    Name: 'ecr-pullthroughcache/ghcr',
    SecretString: JSON.stringify({ username: 'ci', accessToken: 'none' }),
  });
  return ARN;
}

describe.each<[string, () => Pool | Promise<Pool>, string[]]>([
  ['the least there is', () => ({ value: {} }), OWN],
  [
    'FedRAMP with a shared cache, a host name, a mirror and telemetry',
    async () => ({
      framework: 'fedramp-high',
      value: {
        storage: { cache: 'EFS' },
        endpoint: { hostname: 'dagger.engine.local' },
        featureFlags: {
          sharedCacheEfs: true,
          enableEcrMirror: true,
          ecrMirrorSecretArn: await mirrorSecret(),
        },
        observability: { otlpEndpoint: 'https://otel.example.com:4318' },
      },
    }),
    // The trail's bucket is one more.
    [...OWN, 'AWS::S3::Bucket'],
  ],
  [
    'a public endpoint and the disks of the instances',
    () => ({
      value: {
        instanceType: 'm6id.large',
        endpoint: { nlbInternal: false },
        network: { allowedCidrs: ['203.0.113.0/24'] },
        storage: { cache: 'DISK' },
        compliance: { forbidNoKms: false, forbidPublicExposure: false },
      },
    }),
    OWN,
  ],
  ['a network, bucket and key that are there already', existing, []],
])('a pool with %s on the local AWS', (_, prepare, staying) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await prepare();
  });

  it('is made', async () => {
    await cloudFormation().createStack(await request(pool));
    expect(await failures()).toEqual([]);
    expect((await statusOf()).status).toBe('CREATE_COMPLETE');
  });

  it('is changed', async () => {
    const value = { ...pool.value, capacity: { min: 2, max: 5 } };
    await cloudFormation().updateStack(await request({ ...pool, value }));
    expect((await statusOf()).status).toBe('UPDATE_COMPLETE');
  });

  it('is destroyed, and leaves what keeps its artifacts readable', async () => {
    const { StackId } = await statusOf();
    await cloudFormation().deleteStack({ StackName: STACK });
    expect((await statusOf(StackId)).status).toBe('DELETE_COMPLETE');
    expect(await retained(StackId!)).toEqual(staying);
  });
});
