import type { Cost } from '@enginehouse/plugin-stacks-common';

const source = 'price list of 2026';

/** What a pool costs whose most capacity grows, with an alarm that has no price and a dashboard whose price nobody read. @public */
export function aCost(over: Partial<Cost> = {}): Cost {
  const engines = {
    ...{ logicalId: 'PoolASG', path: 'Pool/ASG' },
    type: 'AWS::AutoScaling::AutoScalingGroup',
    what: 'Instance c7i.large, Linux, on demand',
  };
  const nat = {
    ...{ logicalId: 'Nat', path: 'Vpc/PublicSubnet1/NATGateway' },
    type: 'AWS::EC2::NatGateway',
  };
  return {
    currency: 'USD',
    region: 'ap-northeast-2',
    ...{ monthly: 119.65, upTo: 266.82, atLeast: true },
    ...{ before: 119.65, beforeUpTo: 193.23, beforeAtLeast: true, delta: 0 },
    changes: [
      {
        ...engines,
        before: { usd: 73.58, upTo: 147.17 },
        after: { usd: 73.58, upTo: 220.75 },
      },
    ],
    lines: [
      {
        ...{ logicalId: 'Board', path: 'Dashboard' },
        ...{ type: 'AWS::CloudWatch::Dashboard', what: 'Dashboard' },
        ...{ quantity: 1, usd: 3 },
        price: {
          ...{ key: 'cloudwatch/dashboard', unit: 'month', usd: 3 },
          ...{ source: 'general knowledge, unverified', unverified: true },
        },
      },
      {
        ...{ ...engines, quantity: 730, quantityUpTo: 2190 },
        ...{ usd: 73.58, upTo: 220.75 },
        price: {
          ...{ key: 'ec2/c7i.large.linux.on-demand', unit: 'hour' },
          ...{ usd: 0.1008, asOf: '2026-10', source },
        },
      },
      {
        ...{ ...nat, what: 'NAT gateway', quantity: 730, usd: 43.07 },
        price: {
          ...{ key: 'vpc/nat-gateway.hour', unit: 'hour', usd: 0.059 },
          ...{ asOf: '2026-09', source },
        },
      },
    ],
    usage: [
      {
        ...{ ...nat, what: 'Data through the NAT gateway' },
        price: {
          ...{ key: 'vpc/nat-gateway.data-processed', unit: 'GB' },
          ...{ usd: 0.059, asOf: '2026-10', source },
        },
      },
      {
        ...{ logicalId: 'Cache', path: 'Cache/Resource' },
        ...{ type: 'AWS::EFS::FileSystem', what: 'Data read' },
      },
    ],
    unpriced: [
      {
        ...{ logicalId: 'Anomaly', path: 'AnomalousLogVolume/Resource' },
        type: 'AWS::CloudWatch::Alarm',
        reason:
          'Alarm on a band: the price table has no cloudwatch/alarm.anomaly.standard for ap-northeast-2.',
      },
    ],
    free: [
      {
        ...{ type: 'AWS::IAM::Role', count: 3 },
        reason: 'Permissions carry no charge.',
      },
    ],
    assumptions: ['A month has 730 hours.'],
    table: {
      ...{ replaced: false, from: '2026-09', to: '2026-10' },
      ...{ undated: 1, unverified: 1 },
      sources: ['general knowledge, unverified', source],
    },
    ...over,
  };
}
