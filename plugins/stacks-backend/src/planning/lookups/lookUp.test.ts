import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { ACMClient } from '@aws-sdk/client-acm';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type { Lookup } from '@enginehouse/stack-kit';
import { importCertificate } from '../__testUtils__/importCertificate';
import { lookUp } from './lookUp';

jest.setTimeout(60_000);

describe('lookUp', () => {
  let local: LocalAws;

  beforeAll(async () => {
    local = await startLocalAws();
  });

  afterAll(() => local?.stop());

  function on(environment: object = {}) {
    const accountId = '123456789012';
    const aws = DefaultAwsService.fromConfig(
      new ConfigReader({
        aws: {
          accounts: [{ accountId, accessKeyId: 'a', secretAccessKey: 's' }],
        },
        stacks: {
          environments: {
            test: {
              account: accountId,
              region: 'us-east-1',
              endpoint: local.endpoint,
              ...environment,
            },
          },
        },
      }),
    );
    const target = aws.environment('test');
    const ec2 = aws.client(target, EC2Client, { role: 'deploy' });
    const ssm = aws.client(target, SSMClient, { role: 'deploy' });
    const acm = aws.client(target, ACMClient, { role: 'deploy' });
    const kms = aws.client(target, KMSClient, { role: 'deploy' });
    const s3 = aws.client(target, S3Client, { role: 'deploy' });
    const look = (lookup: Lookup, config: unknown = {}) =>
      lookUp({ aws, environment: target, lookups: [lookup], config });
    return { ec2, ssm, acm, kms, s3, look };
  }

  it('finds the private subnets of a VPC, and says at its option when there are none', async () => {
    const { ec2, look } = on();
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }),
    );
    const vpcId = Vpc!.VpcId!;
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId: vpcId,
        CidrBlock: '10.9.1.0/24',
        AvailabilityZone: 'us-east-1b',
      }),
    );
    expect(await look({ key: 'vpc', kind: 'vpc', vpcId })).toEqual({
      vpc: {
        vpcId,
        cidr: '10.9.0.0/16',
        privateSubnets: [
          { subnetId: Subnet!.SubnetId, availabilityZone: 'us-east-1b' },
        ],
      },
    });

    await openToInternet(ec2, vpcId);
    await expect(
      on().look({ key: 'vpc', kind: 'vpc', vpcId }, { network: { vpcId } }),
    ).rejects.toMatchObject({
      issues: [
        {
          path: '/config/network/vpcId',
          message: expect.stringContaining('it has no private subnets'),
        },
      ],
    });
  });

  async function openToInternet(ec2: EC2Client, VpcId: string) {
    const { InternetGateway } = await ec2.send(
      new CreateInternetGatewayCommand({}),
    );
    const GatewayId = InternetGateway!.InternetGatewayId!;
    await ec2.send(
      new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }),
    );
    const { RouteTables } = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'vpc-id', Values: [VpcId] }],
      }),
    );
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId: RouteTables![0].RouteTableId,
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId,
      }),
    );
  }

  it('reads parameters, but no secret ones', async () => {
    const { ssm, look } = on();
    for (const [Name, Type] of [
      ['/plain', 'String'],
      ['/secret', 'SecureString'],
    ] as const) {
      await ssm.send(new PutParameterCommand({ Name, Type, Value: 'v' }));
    }
    const lookup = (name: string) =>
      look({ key: 'image', kind: 'ssm-parameter', name });
    expect(await lookup('/plain')).toEqual({ image: 'v' });
    await expect(lookup('/secret')).rejects.toThrow('it is a secret');
    await expect(lookup('/none')).rejects.toThrow('there is no such parameter');
  });

  it('takes a parameter that is not there as what is given for then', async () => {
    const { look } = on();
    const lookup = { key: 'tag', kind: 'ssm-parameter', name: '/tag' } as const;
    expect(await look({ ...lookup, ifMissing: 'none' })).toEqual({
      tag: 'none',
    });
  });

  it('sees at once what others wrote, where they may at any time', async () => {
    const { ssm, look } = on();
    const write = (Value: string) =>
      ssm.send(
        new PutParameterCommand({
          ...{ Name: '/live', Type: 'String', Overwrite: true, Value },
        }),
      );
    const lookup = {
      ...{ key: 'tag', kind: 'ssm-parameter' as const, name: '/live' },
    };
    await write('1');
    expect(await look(lookup)).toEqual({ tag: '1' });
    await write('2');
    expect(await look(lookup)).toEqual({ tag: '1' });
    expect(await look({ ...lookup, volatile: true })).toEqual({ tag: '2' });
  });

  it('finds the newest issued certificate for a domain, by name, other name or wildcard of one label', async () => {
    const { acm } = on();
    const named = await importCertificate(acm, ['api.example.com']);
    const other = await importCertificate(acm, [
      ...(['www.example.org', 'shop.example.org'] as const),
    ]);
    const wildcard = await importCertificate(acm, ['*.example.net']);
    // One with an elliptic curve is listed only when its key type is asked for.
    const curve = await importCertificate(acm, ['ec.example.com'], 'curve');

    const found = async (domainName: string) =>
      (await on().look({ key: 'c', kind: 'certificate', domainName })).c;
    expect(await found('api.example.com')).toBe(named);
    expect(await found('shop.example.org')).toBe(other);
    expect(await found('a.example.net')).toBe(wildcard);
    expect(await found('ec.example.com')).toBe(curve);
    await expect(found('a.b.example.net')).rejects.toThrow(
      'needs the issued certificate for a.b.example.net: ACM in us-east-1 has none',
    );
    // ACM tells the time in seconds: the first of a later one is the newest.
    let newer: string;
    do {
      newer = await importCertificate(acm, ['API.example.com']);
    } while ((await found('api.example.com')) !== newer);
    expect(newer).not.toBe(named);

    await expect(
      on().look(
        { key: 'c', kind: 'certificate', domainName: 'none.example' },
        { domainName: 'none.example' },
      ),
    ).rejects.toMatchObject({ issues: [{ path: '/config/domainName' }] });
    const arn = named.replace('us-east-1', 'eu-west-1');
    expect(
      await on({ lookups: { certificate: { 'x.example': arn } } }).look({
        ...{ key: 'c', kind: 'certificate', domainName: 'x.example' },
      }),
    ).toEqual({ c: arn });
  });

  it('takes images from the environment, and names the key of one that is missing', async () => {
    const { look } = on({
      amis: {
        UBI9: { id: 'ami-0123', fips: true, rootDevice: '/dev/sda1' },
        RHEL8: { ssm: '/enginehouse/ami/rhel8-fips' },
        'UBUNTU-20': { ssm: '/amis/none' },
        GONE: { id: 'ami-0def' },
      },
    });

    const image = (baseline: string) =>
      look({ key: 'image', kind: 'image', baseline }, { base: { baseline } });
    expect(await image('UBI9')).toEqual({
      image: { imageId: 'ami-0123', fips: true, rootDevice: '/dev/sda1' },
    });
    expect(await image('RHEL8')).toEqual({
      image: {
        imageId: expect.stringMatching(/^ami-/),
        fips: false,
        rootDevice: '/dev/sda1',
      },
    });
    await expect(image('UBUNTU-20')).rejects.toThrow(
      'stacks.environments.test.amis.UBUNTU-20 names SSM parameter /amis/none, but there is no such parameter',
    );
    await expect(image('GONE')).rejects.toThrow(
      'stacks.environments.test.amis.GONE names ami-0def, but there is no such image ami-0def',
    );
    await expect(image('SLES')).rejects.toMatchObject({
      issues: [
        {
          path: '/config/base/baseline',
          message:
            'needs the machine image for SLES: stacks.environments.test.amis.SLES is not configured',
          accepted: expect.stringContaining('{ id: ami-… }'),
        },
      ],
    });
  });

  it('finds a KMS key by id and alias, and says at its option when it cannot encrypt', async () => {
    const { kms, look } = on();
    const { KeyMetadata: made } = await kms.send(
      new CreateKeyCommand({ KeyUsage: 'ENCRYPT_DECRYPT' }),
    );
    const keyId = made!.KeyId!;
    await kms.send(
      new CreateAliasCommand({ AliasName: 'alias/ci', TargetKeyId: keyId }),
    );
    const key = (ref: string) =>
      look({ key: 'key', kind: 'kms-key', ref }, { storage: { key: ref } });
    const found = { key: { keyArn: made!.Arn, keyId } };
    expect(await key(keyId)).toEqual(found);
    expect(await key('alias/ci')).toEqual(found);
    await expect(key('alias/none')).rejects.toMatchObject({
      issues: [
        {
          path: '/config/storage/key',
          message: 'needs the enabled KMS key alias/none: there is no such key',
        },
      ],
    });
    const signing = await kms.send(
      new CreateKeyCommand({
        KeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
      }),
    );
    await expect(key(signing.KeyMetadata!.KeyId!)).rejects.toThrow(
      'it is for SIGN_VERIFY',
    );
  });

  it('finds a bucket with the KMS key it encrypts with, if any', async () => {
    const { kms, s3, look } = on();
    const { KeyMetadata: made } = await kms.send(
      new CreateKeyCommand({ KeyUsage: 'ENCRYPT_DECRYPT' }),
    );
    const bucket = (name: string) =>
      look({ key: 'bucket', kind: 'bucket', name }, { storage: { name } });
    await s3.send(new CreateBucketCommand({ Bucket: 'plain-one' }));
    expect(await bucket('plain-one')).toEqual({
      bucket: { name: 'plain-one', arn: 'arn:aws:s3:::plain-one' },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'with-key' }));
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket: 'with-key',
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: made!.KeyId,
              },
            },
          ],
        },
      }),
    );
    expect(await bucket('with-key')).toEqual({
      bucket: {
        name: 'with-key',
        arn: 'arn:aws:s3:::with-key',
        kmsKeyArn: made!.Arn,
      },
    });
    await expect(bucket('no-such')).rejects.toMatchObject({
      issues: [
        {
          path: '/config/storage/name',
          message: 'needs the bucket no-such: there is no such bucket',
        },
      ],
    });
  });

  it('takes the region’s zones or the first of them, and refuses more than it has', async () => {
    const { look } = on();
    const zones = (count?: number) =>
      look({ key: 'zones', kind: 'availability-zones', count });
    expect((await zones()).zones).toHaveLength(6);
    expect(await zones(2)).toEqual({ zones: ['us-east-1a', 'us-east-1b'] });
    await expect(zones(99)).rejects.toThrow('us-east-1 has 6');
  });

  it('prefers the literals of the environment, and checks them', async () => {
    const { look } = on({
      endpoint: 'http://localhost:1',
      lookups: {
        'ssm-parameter': { '/image': 'ami-1' },
        'availability-zones': ['z', 'y', 'x'],
        vpc: { 'vpc-1': { vpcId: 'vpc-1', cidr: 'nonsense' } },
      },
    });
    expect(
      await look({ key: 'image', kind: 'ssm-parameter', name: '/image' }),
    ).toEqual({ image: 'ami-1' });
    expect(
      await look({ key: 'zones', kind: 'availability-zones', count: 2 }),
    ).toEqual({ zones: ['x', 'y'] });
    await expect(
      look({ key: 'vpc', kind: 'vpc', vpcId: 'vpc-1' }),
    ).rejects.toThrow('it is not usable (cidr');
  });
});
