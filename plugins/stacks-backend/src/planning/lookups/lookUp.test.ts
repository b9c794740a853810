import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type { Lookup } from '@enginehouse/stack-kit';
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
    const look = (lookup: Lookup, config: unknown = {}) =>
      lookUp({ aws, environment: target, lookups: [lookup], config });
    return { ec2, ssm, look };
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

  it('takes the region’s first zones, and refuses more than it has', async () => {
    const { look } = on();
    const zones = (count: number) =>
      look({ key: 'zones', kind: 'availability-zones', count });
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
