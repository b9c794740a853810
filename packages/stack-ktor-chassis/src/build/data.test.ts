import { Match } from 'aws-cdk-lib/assertions';
import { all } from '../__testUtils__/resources';
import { chassisTemplate } from '../__testUtils__/synthesizeChassis';

const prod = chassisTemplate({ stage: 'prod' });
const dev = chassisTemplate({ stage: 'dev' });
const restored = chassisTemplate({
  stage: 'dev',
  restoreSnapshotId: 'pseudonymized',
});
const cloned = chassisTemplate({
  stage: 'staging',
  cloneSourceClusterId: 'prod-cluster',
});
const every = [prod, dev, restored, cloned];

type Template = typeof prod;

const cluster = (template: Template) => all(template, 'AWS::RDS::DBCluster')[0];
const dynamic = (template: Template, secret: RegExp, field: string) => {
  const [id] = Object.keys(
    template.findResources('AWS::SecretsManager::Secret'),
  ).filter(name => secret.test(name));
  return {
    'Fn::Join': [
      '',
      ['{{resolve:secretsmanager:', { Ref: id }, `:SecretString:${field}}}`],
    ],
  };
};
const masterPassword = (template: Template) =>
  dynamic(template, /AdminUser/, 'password::');

describe('Aurora Serverless v2 (PostgreSQL 15)', () => {
  it('is a cluster of serverless instances of PostgreSQL 15', () => {
    for (const template of [prod, dev, restored]) {
      expect(cluster(template)).toMatchObject({
        Engine: 'aurora-postgresql',
        EngineVersion: expect.stringMatching(/^15\./),
      });
    }
    for (const template of every) {
      for (const instance of all(template, 'AWS::RDS::DBInstance')) {
        expect(instance.DBInstanceClass).toBe('db.serverless');
      }
    }
  });

  it('instances idle at a 0.5 ACU baseline, production instances float up to 128', () => {
    expect(cluster(prod).ServerlessV2ScalingConfiguration).toEqual({
      MinCapacity: 0.5,
      MaxCapacity: 128,
    });
    expect(cluster(dev).ServerlessV2ScalingConfiguration).toEqual({
      MinCapacity: 0.5,
      MaxCapacity: 4,
    });
  });

  it('Resiliency: 1 writer and 1 reader in another zone in Production, a single writer in Dev', () => {
    expect(
      all(prod, 'AWS::RDS::DBInstance').map(i => i.AvailabilityZone),
    ).toEqual(['ap-northeast-2a', 'ap-northeast-2c']);
    // Tier 1 scales with the writer, so that it can take over at once.
    prod.hasResourceProperties('AWS::RDS::DBInstance', { PromotionTier: 1 });
    for (const template of [dev, restored, cloned]) {
      template.resourceCountIs('AWS::RDS::DBInstance', 1);
    }
  });

  it('Resiliency: readers grow up to 15 when RDSReaderAverageCPUUtilization breaches 70 %, in Production', () => {
    prod.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ServiceNamespace: 'rds',
      ScalableDimension: 'rds:cluster:ReadReplicaCount',
      MinCapacity: 1,
      MaxCapacity: 15,
    });
    prod.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'RDSReaderAverageCPUUtilization',
        },
        TargetValue: 70,
      },
    });
    expect(
      all(dev, 'AWS::ApplicationAutoScaling::ScalableTarget').map(
        target => target.ServiceNamespace,
      ),
    ).toEqual(['ecs', 'ecs']);
  });

  it('Protection: the cluster is restricted from being destroyed by deletionProtection, in every stage', () => {
    for (const template of every) {
      expect(cluster(template).DeletionProtection).toBe(true);
    }
  });

  it('Protection: what production held outlives even its destruction, as a snapshot', () => {
    prod.hasResource('AWS::RDS::DBCluster', {
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
    });
  });

  it('Protection: performanceInsightsEnabled on every instance', () => {
    for (const template of every) {
      for (const instance of all(template, 'AWS::RDS::DBInstance')) {
        expect(instance.EnablePerformanceInsights).toBe(true);
      }
    }
  });
});

describe('Automated Database Provisioning', () => {
  it('Persistent Dev: restoreSnapshotId builds the database from a snapshot', () => {
    expect(cluster(restored)).toMatchObject({
      SnapshotIdentifier: 'pseudonymized',
    });
    for (const inherited of ['MasterUsername', 'DatabaseName']) {
      expect(cluster(restored)).not.toHaveProperty(inherited);
    }
  });

  it('Persistent Dev: the inherited production root password is rotated into a generated one, applied immediately', () => {
    expect(cluster(restored).MasterUserPassword).toEqual(
      masterPassword(restored),
    );
    expect(all(restored, 'AWS::RDS::DBInstance')[0].ApplyImmediately).toBe(
      true,
    );
  });

  it('Ephemeral Staging: cloneSourceClusterId makes a copy-on-write clone', () => {
    expect(cluster(cloned)).toMatchObject({
      SourceDBClusterIdentifier: 'prod-cluster',
      RestoreType: 'copy-on-write',
      UseLatestRestorableTime: true,
      MasterUserPassword: masterPassword(cloned),
    });
    for (const inherited of [
      'MasterUsername',
      'DatabaseName',
      'EngineVersion',
      'StorageEncrypted',
    ]) {
      expect(cluster(cloned)).not.toHaveProperty(inherited);
    }
  });
});

describe('RDS Proxy', () => {
  it('is placed between containers and Aurora: they are told its endpoint, and Aurora lets in nothing else', () => {
    prod.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Environment: Match.arrayWith([
            {
              Name: 'DB_HOST',
              Value: {
                'Fn::GetAtt': [Match.stringLikeRegexp('^Proxy'), 'Endpoint'],
              },
            },
          ]),
        }),
      ],
    });
    const intoDatabase = all(prod, 'AWS::EC2::SecurityGroupIngress').filter(
      rule => rule.GroupId['Fn::GetAtt'][0].startsWith('Database'),
    );
    expect(intoDatabase).toEqual([
      expect.objectContaining({
        SourceSecurityGroupId: {
          'Fn::GetAtt': [expect.stringMatching(/^ProxyAccess/), 'GroupId'],
        },
      }),
    ]);
  });

  it('Connection Borrowing Queue: clients wait 120 seconds for a connection', () => {
    prod.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: { ConnectionBorrowTimeout: 120 },
    });
  });

  it('IAM Authentication: clients show tokens over TLS, for admin, app and dev users whose secrets only the proxy reads', () => {
    const [proxy] = all(prod, 'AWS::RDS::DBProxy');
    expect(proxy.RequireTLS).toBe(true);
    expect(proxy.Auth).toEqual(
      [/^DatabaseAdminUser/, /^ProxyAppUser/, /^ProxyDevUser/].map(secret => ({
        AuthScheme: 'SECRETS',
        IAMAuth: 'REQUIRED',
        SecretArn: { Ref: expect.stringMatching(secret) },
      })),
    );
    const users = all(prod, 'AWS::SecretsManager::Secret').flatMap(
      ({ GenerateSecretString: { SecretStringTemplate } }) =>
        SecretStringTemplate ? [JSON.parse(SecretStringTemplate).username] : [],
    );
    expect(users.sort()).toEqual(['app', 'chassis_admin', 'dev']);
  });

  it('IAM Authentication: containers may connect as app, and no password of the database is in their environment', () => {
    const policies = JSON.stringify(
      Object.entries(prod.findResources('AWS::IAM::Policy')).filter(([id]) =>
        /Api.*TaskRole/.test(id),
      ),
    );
    expect(policies.match(/rds-db:connect/g)).toHaveLength(2);
    expect(policies.match(/"\/app"/g)).toHaveLength(2);
    for (const task of all(prod, 'AWS::ECS::TaskDefinition')) {
      const [{ Environment, Secrets }] = task.ContainerDefinitions;
      const names = [...Environment, ...Secrets].map(
        (variable: { Name: string }) => variable.Name,
      );
      expect(names.filter(name => /^DB_.*(PASS|SECRET)/.test(name))).toEqual(
        [],
      );
      expect(JSON.stringify(Environment)).not.toContain('resolve:');
    }
  });
});

describe('Secure Local Database Access', () => {
  it('a t4g.nano bastion stands in the private subnet, with no way in and sessions by SSM only', () => {
    for (const template of [dev, prod]) {
      template.hasResourceProperties('AWS::EC2::Instance', {
        InstanceType: 't4g.nano',
        SubnetId: { Ref: Match.stringLikeRegexp('PrivateSubnet1') },
        KeyName: Match.absent(),
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [
          Match.objectLike({ Ebs: Match.objectLike({ Encrypted: true }) }),
        ],
      });
      const [access] = Object.entries(
        template.findResources('AWS::EC2::SecurityGroup'),
      ).filter(([id]) => id.startsWith('BastionAccess'));
      expect(access[1].Properties).not.toHaveProperty('SecurityGroupIngress');
      expect(
        all(template, 'AWS::EC2::SecurityGroupIngress').filter(
          rule => rule.GroupId['Fn::GetAtt'][0] === access[0],
        ),
      ).toEqual([]);
    }
    prod.hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: [
        {
          'Fn::Join': [
            '',
            Match.arrayWith([
              Match.stringLikeRegexp('AmazonSSMManagedInstanceCore'),
            ]),
          ],
        },
      ],
    });
  });
});

describe('ElastiCache Replication Group (Redis)', () => {
  const group = (template: Template) =>
    all(template, 'AWS::ElastiCache::ReplicationGroup')[0];

  it('utilizes cache.t4g.micro', () => {
    expect(group(prod).CacheNodeType).toBe('cache.t4g.micro');
    expect(group(dev).CacheNodeType).toBe('cache.t4g.micro');
  });

  it('Production: 2 nodes with automaticFailoverEnabled', () => {
    expect(group(prod)).toMatchObject({
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
    });
  });

  it('Development: exactly 1 standalone node', () => {
    expect(group(dev)).toMatchObject({
      NumCacheClusters: 1,
      AutomaticFailoverEnabled: false,
      MultiAZEnabled: false,
    });
  });

  it('is reached on TCP 6379, with TLS and a token the template does not hold', () => {
    expect(group(prod)).toMatchObject({
      Port: 6379,
      TransitEncryptionEnabled: true,
      AtRestEncryptionEnabled: true,
      AuthToken: dynamic(prod, /^CacheToken/, '::'),
    });
  });
});
