import { price } from './price';
import { readPrices } from './readPrices';
import { PricedTemplate } from './StackView';

const prices = readPrices();
const region = 'us-east-1';

const costOf = (
  Resources: PricedTemplate['Resources'],
  options: { region?: string; before?: PricedTemplate } = {},
) => price({ Resources }, { region, prices, ...options });

const NAT = { Type: 'AWS::EC2::NatGateway' };

/** A group of c7i.large with a 100 GB volume. */
const pool = (
  MinSize: string,
  MaxSize: string,
  InstanceType = 'c7i.large',
) => ({
  Engine: {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        InstanceType,
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda',
            Ebs: { VolumeSize: 100, VolumeType: 'gp3' },
          },
        ],
      },
    },
  },
  Pool: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: {
      MinSize,
      MaxSize,
      LaunchTemplate: { LaunchTemplateId: { Ref: 'Engine' } },
    },
  },
});

describe('what has no price is named', () => {
  it('a type that nobody has a rule for', () => {
    const cost = costOf({ Nat: NAT, Queue: { Type: 'AWS::MSK::Cluster' } });
    expect(cost).toMatchObject({
      monthly: 32.85,
      atLeast: true,
      unpriced: [
        {
          logicalId: 'Queue',
          type: 'AWS::MSK::Cluster',
          reason: 'What AWS::MSK::Cluster costs is not known here.',
        },
      ],
    });
  });

  it('everything in a region the table does not have', () => {
    const cost = costOf({ Nat: NAT }, { region: 'eu-west-3' });
    expect(cost).toMatchObject({
      ...{ monthly: 0, atLeast: true, lines: [] },
      unpriced: [
        {
          reason:
            'NAT gateway: the price table has no vpc/nat-gateway.hour for eu-west-3.',
        },
      ],
    });
    expect(cost.usage.map(({ what, price: found }) => [what, found])).toEqual([
      ['Data through the NAT gateway', undefined],
      ['Data from the NAT gateway to the internet', undefined],
    ]);
  });

  it('an instance type, with how many there would be; its volumes are still counted', () => {
    const cost = costOf(pool('2', '6', 'm7i.2xlarge'));
    expect(cost.unpriced.map(({ reason }) => reason)).toEqual([
      '2 to 6 × Instance m7i.2xlarge, Linux, on demand: the price table has no ec2/m7i.2xlarge.linux.on-demand for us-east-1.',
    ]);
    // 2 and 6 × 100 GB × 0.08
    expect(cost).toMatchObject({ monthly: 16, upTo: 48 });
  });

  it('a property that is known only when deployed', () => {
    const cost = costOf({
      Bastion: {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: { Ref: 'SomeParameter' } },
      },
    });
    expect(cost.unpriced).toMatchObject([
      { reason: 'The template does not say InstanceType.' },
    ]);
  });
});

it('a price nobody has read anywhere is marked', () => {
  const dashboard = { Board: { Type: 'AWS::CloudWatch::Dashboard' } };
  const seoul = costOf(dashboard, { region: 'ap-northeast-2' });
  expect(seoul.lines).toMatchObject([{ usd: 3, price: { unverified: true } }]);
  expect(seoul.table).toMatchObject({ unverified: 1, undated: 1 });
  const virginia = costOf(dashboard);
  expect(virginia.lines[0].price).not.toHaveProperty('unverified');
  expect(virginia.table).toMatchObject({ unverified: 0, from: '2024-07' });
});

describe('against the deployed stack', () => {
  it('a change of the least capacity moves the estimate', () => {
    const cost = costOf(pool('3', '3'), {
      before: { Resources: pool('1', '3') },
    });
    // c7i.large 0.08925 × 730 = 65.1525; volume 100 × 0.08 = 8
    expect(cost).toMatchObject({
      before: 73.1525,
      beforeUpTo: 219.4575,
      monthly: 219.4575,
      delta: 146.305,
    });
    expect(cost).not.toHaveProperty('upTo');
    expect(cost.changes).toEqual([
      {
        ...{ logicalId: 'Pool', path: 'Pool' },
        type: 'AWS::AutoScaling::AutoScalingGroup',
        what: 'Instance c7i.large, Linux, on demand',
        before: { usd: 65.1525, upTo: 195.4575 },
        after: { usd: 195.4575 },
      },
      expect.objectContaining({ before: { usd: 8, upTo: 24 } }),
    ]);
  });

  it('a change of the most capacity alone is a change, too', () => {
    const cost = costOf(pool('1', '6'), {
      before: { Resources: pool('1', '3') },
    });
    expect(cost).toMatchObject({
      ...{ delta: 0, monthly: 73.1525 },
      ...{ beforeUpTo: 219.4575, upTo: 438.915 },
    });
    expect(cost.changes).toHaveLength(2);
  });

  it('what comes and goes is listed; what stays is not', () => {
    const cost = costOf(
      { Nat: NAT, Key: { Type: 'AWS::KMS::Key' } },
      {
        before: {
          Resources: {
            Nat: NAT,
            Board: { Type: 'AWS::CloudWatch::Dashboard' },
          },
        },
      },
    );
    expect(cost.delta).toBe(-2);
    expect(cost.changes).toMatchObject([
      { logicalId: 'Board', before: { usd: 3 } },
      { logicalId: 'Key', after: { usd: 1 } },
    ]);
  });

  it('says when the deployed stack had something without a price', () => {
    const before = { Resources: pool('1', '1', 'm7i.2xlarge') };
    expect(costOf(pool('1', '1'), { before })).toMatchObject({
      ...{ atLeast: false, beforeAtLeast: true },
    });
  });
});

describe('Graviton', () => {
  const service = (CpuArchitecture?: string) => ({
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        ...{ Cpu: '512', Memory: '1024' },
        ...(CpuArchitecture && { RuntimePlatform: { CpuArchitecture } }),
      },
    },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        ...{ LaunchType: 'FARGATE', DesiredCount: 2 },
        TaskDefinition: { Ref: 'Task' },
      },
    },
  });

  it('tasks on it have prices of their own', () => {
    // 2 tasks × 730 h × (0.5 vCPU × 0.03238 + 1 GB × 0.00356)
    expect(costOf(service('ARM64')).monthly).toBe(28.835);
    // 2 tasks × 730 h × (0.5 vCPU × 0.04048 + 1 GB × 0.004445)
    expect(costOf(service()).monthly).toBe(36.0401);
  });

  it('instances have their own prices anyway', () => {
    const bastion = {
      Type: 'AWS::EC2::Instance',
      Properties: {
        InstanceType: 't4g.nano',
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda',
            Ebs: { VolumeSize: 8, VolumeType: 'gp3' },
          },
        ],
      },
    };
    // 730 × 0.0042 + 8 × 0.08
    expect(costOf({ bastion }).monthly).toBe(3.706);
  });
});

it('an address is charged where a public one is given', () => {
  const balancer = (Scheme: string) => ({
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Scheme, Type: 'application', Subnets: ['a', 'b'] },
  });
  // 730 × 0.0225, and two addresses at 730 × 0.005
  expect(costOf({ B: balancer('internet-facing') }).monthly).toBe(23.725);
  expect(costOf({ B: balancer('internal') }).monthly).toBe(16.425);
});

it('a queue costs by its requests: those of a FIFO queue more', () => {
  const { monthly, unpriced, usage } = costOf({
    Queue: { Type: 'AWS::SQS::Queue' },
    Ordered: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Access: { Type: 'AWS::SQS::QueuePolicy' },
  });
  expect({ monthly, unpriced }).toEqual({ monthly: 0, unpriced: [] });
  expect(
    usage.map(({ logicalId, price: found }) => [logicalId, found]),
  ).toEqual([
    ['Queue', expect.objectContaining({ usd: 0.4, unit: 'million-requests' })],
    [
      'Ordered',
      expect.objectContaining({ usd: 0.5, unit: 'million-requests' }),
    ],
  ]);
});
