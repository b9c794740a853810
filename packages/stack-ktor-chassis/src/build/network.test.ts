import { all, withoutHash } from '../__testUtils__/resources';
import { chassisTemplate } from '../__testUtils__/synthesizeChassis';

const prod = chassisTemplate({ stage: 'prod' });
const dev = chassisTemplate({ stage: 'dev' });

type Template = typeof prod;

const ids = (template: Template, type: string, pattern: RegExp) =>
  Object.keys(template.findResources(type)).filter(id => pattern.test(id));
const zonesOf = (template: Template, type: string) =>
  all(template, type).map(properties => properties.AvailabilityZone);
const subnets = (template: Template, tier: string) =>
  ids(template, 'AWS::EC2::Subnet', new RegExp(`${tier}Subnet`)).map(Ref => ({
    Ref,
  }));
const only = (template: Template, type: string) => {
  const found = all(template, type);
  expect(found).toHaveLength(1);
  return found[0];
};
/** Targets of the routes of a tier's tables. */
const routesOf = (template: Template, tier: string) =>
  Object.values(template.findResources('AWS::EC2::Route'))
    .filter(r => r.Properties.RouteTableId.Ref.includes(`${tier}Subnet`))
    .map(({ Properties: { GatewayId, NatGatewayId } }) =>
      GatewayId ? 'internet gateway' : NatGatewayId && 'NAT gateway',
    );

describe('Multi-AZ Distribution', () => {
  it('the VPC spans exactly two Availability Zones (ap-northeast-2a and ap-northeast-2c) in Production', () => {
    expect([...new Set(zonesOf(prod, 'AWS::EC2::Subnet'))]).toEqual([
      'ap-northeast-2a',
      'ap-northeast-2c',
    ]);
    expect(zonesOf(prod, 'AWS::RDS::DBInstance').sort()).toEqual([
      'ap-northeast-2a',
      'ap-northeast-2c',
    ]);
    expect(
      only(prod, 'AWS::ElastiCache::ReplicationGroup').PreferredCacheClusterAZs,
    ).toEqual(['ap-northeast-2a', 'ap-northeast-2c']);
    for (const service of Object.values(
      prod.findResources('AWS::ECS::Service'),
    )) {
      expect(
        service.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets,
      ).toEqual(subnets(prod, 'Private'));
    }
  });

  it.each(['dev', 'staging'] as const)(
    'in Development (%s) everything that costs money stands in a single AZ (ap-northeast-2a)',
    stage => {
      const template = chassisTemplate({ stage });
      const [first] = subnets(template, 'Private');
      expect(zonesOf(template, 'AWS::RDS::DBInstance')).toEqual([
        'ap-northeast-2a',
      ]);
      expect(zonesOf(template, 'AWS::EC2::Instance')).toEqual([
        'ap-northeast-2a',
      ]);
      expect(
        only(template, 'AWS::ElastiCache::ReplicationGroup')
          .PreferredCacheClusterAZs,
      ).toEqual(['ap-northeast-2a']);
      expect(only(template, 'AWS::EC2::NatGateway').SubnetId).toEqual(
        subnets(template, 'Public')[0],
      );
      for (const service of Object.values(
        template.findResources('AWS::ECS::Service'),
      )) {
        expect(
          service.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets,
        ).toEqual([first]);
      }
    },
  );

  it('load balancer, subnet group and proxy name a second zone in Development too, as AWS refuses less', () => {
    expect(
      only(dev, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Subnets,
    ).toEqual(subnets(dev, 'Public'));
    expect(only(dev, 'AWS::RDS::DBSubnetGroup').SubnetIds).toEqual(
      subnets(dev, 'Isolated'),
    );
    expect(only(dev, 'AWS::RDS::DBProxy').VpcSubnetIds).toEqual(
      subnets(dev, 'Isolated'),
    );
    expect(subnets(dev, 'Public')).toHaveLength(2);
  });

  it('stands in other zones of any region', () => {
    const template = chassisTemplate(
      { stage: 'prod', network: { zones: ['b', 'd'] } },
      {},
      'eu-central-1',
    );
    expect([...new Set(zonesOf(template, 'AWS::EC2::Subnet'))]).toEqual([
      'eu-central-1b',
      'eu-central-1d',
    ]);
  });
});

describe('Subnet Strategy', () => {
  it.each([
    ['prod', prod],
    ['dev', dev],
  ])(
    'public subnets house load balancer and NAT gateways, and are the only ones with a route from the internet (%s)',
    (_, template) => {
      expect(
        only(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
      ).toMatchObject({
        Scheme: 'internet-facing',
        Subnets: subnets(template, 'Public'),
      });
      expect(new Set(routesOf(template, 'Public'))).toEqual(
        new Set(['internet gateway']),
      );
      expect(routesOf(template, 'Private')).not.toContain('internet gateway');
      for (const nat of Object.values(
        template.findResources('AWS::EC2::NatGateway'),
      )) {
        expect(subnets(template, 'Public')).toContainEqual(
          nat.Properties.SubnetId,
        );
      }
    },
  );

  it('private subnets house the containers, which have no public address and egress through the NAT gateways', () => {
    expect(routesOf(prod, 'Private')).toEqual(['NAT gateway', 'NAT gateway']);
    for (const service of Object.values(
      prod.findResources('AWS::ECS::Service'),
    )) {
      const { AssignPublicIp } =
        service.Properties.NetworkConfiguration.AwsvpcConfiguration;
      expect(AssignPublicIp).toBe('DISABLED');
    }
  });

  it('isolated subnets house database and cache and have zero route out, not even to S3', () => {
    for (const template of [prod, dev]) {
      expect(routesOf(template, 'Isolated')).toEqual([]);
      expect(
        JSON.stringify(only(template, 'AWS::EC2::VPCEndpoint').RouteTableIds),
      ).not.toContain('Isolated');
      expect(only(template, 'AWS::ElastiCache::SubnetGroup').SubnetIds).toEqual(
        subnets(template, 'Isolated'),
      );
      expect(only(template, 'AWS::RDS::DBSubnetGroup').SubnetIds).toEqual(
        subnets(template, 'Isolated'),
      );
    }
  });

  it('only the load balancer lets in the internet, on 80 and 443', () => {
    const open = Object.entries(
      prod.findResources('AWS::EC2::SecurityGroup'),
    ).flatMap(([id, group]) =>
      (group.Properties.SecurityGroupIngress ?? []).map(
        (rule: { CidrIp: string; FromPort: number }) => [
          withoutHash(id),
          rule.CidrIp,
          rule.FromPort,
        ],
      ),
    );
    expect(open).toEqual([
      ['BalancerAccess', '0.0.0.0/0', 80],
      ['BalancerAccess', '0.0.0.0/0', 443],
    ]);
  });

  it('each tier is reached from the one before it alone', () => {
    const name = (group: { 'Fn::GetAtt': [string] }) =>
      group['Fn::GetAtt'][0].replace(/Access[A-F0-9]{8}$/, '');
    const inside = Object.values(
      prod.findResources('AWS::EC2::SecurityGroupIngress'),
    ).map(
      ({ Properties: p }) =>
        `${name(p.SourceSecurityGroupId)} → ${name(p.GroupId)} ${
          typeof p.FromPort === 'number' ? p.FromPort : 'its port'
        }`,
    );
    expect(inside.sort()).toEqual([
      'AdminApi → Cache 6379',
      'AdminApi → Proxy 5432',
      'Balancer → AdminApi 8080',
      'Balancer → ServiceApi 8080',
      'Bastion → Proxy 5432',
      'Proxy → Database its port',
      'ServiceApi → Cache 6379',
      'ServiceApi → Proxy 5432',
    ]);
  });

  it('database and cache open no connections, the proxy only to the database', () => {
    const out = (type: string) =>
      Object.entries(prod.findResources('AWS::EC2::SecurityGroup'))
        .filter(([id]) => id.startsWith(type))
        .flatMap(([id, group]) => [
          ...(group.Properties.SecurityGroupEgress ?? []).map(
            (rule: { CidrIp: string }) => rule.CidrIp,
          ),
          ...Object.values(prod.findResources('AWS::EC2::SecurityGroupEgress'))
            .filter(r => r.Properties.GroupId['Fn::GetAtt'][0] === id)
            .map(r => r.Properties.DestinationSecurityGroupId['Fn::GetAtt'][0]),
        ]);
    // CDK's way to say none: AWS would put in "all" for an empty list.
    expect(out('DatabaseAccess')).toEqual(['255.255.255.255/32']);
    expect(out('CacheAccess')).toEqual(['255.255.255.255/32']);
    expect(out('ProxyAccess')).toEqual([
      expect.stringMatching(/^DatabaseAccess/),
    ]);
    expect(out('BastionAccess')).toEqual([
      '0.0.0.0/0',
      expect.stringMatching(/^ProxyAccess/),
    ]);
    expect(out('BalancerAccess')).toEqual([
      expect.stringMatching(/^ServiceApiAccess/),
      expect.stringMatching(/^AdminApiAccess/),
    ]);
  });
});

describe('Cost Optimization', () => {
  it('in development only a single NAT gateway is provisioned', () => {
    dev.resourceCountIs('AWS::EC2::NatGateway', 1);
  });

  it('in production one NAT gateway is provisioned per AZ', () => {
    prod.resourceCountIs('AWS::EC2::NatGateway', 2);
    const placed = Object.values(
      prod.findResources('AWS::EC2::NatGateway'),
    ).map(nat => nat.Properties.SubnetId);
    expect(placed).toEqual(subnets(prod, 'Public'));
  });
});
