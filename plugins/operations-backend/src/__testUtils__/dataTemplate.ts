const SUBNETS = [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }];

function subnet(zone: string, cidr: string) {
  return {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Network' },
      CidrBlock: cidr,
      AvailabilityZone: `us-east-1${zone}`,
    },
  };
}

function instance(
  name: string,
  tier: number,
  { cluster = 'Cluster', after }: { cluster?: string; after?: string } = {},
) {
  return {
    Type: 'AWS::RDS::DBInstance',
    ...(after && { DependsOn: after }),
    Properties: {
      DBInstanceIdentifier: name,
      DBClusterIdentifier: { Ref: cluster },
      DBInstanceClass: 'db.serverless',
      Engine: 'aurora-postgresql',
      PromotionTier: tier,
    },
  };
}

function visible(metric: string) {
  return {
    CloudWatchMetricsEnabled: true,
    SampledRequestsEnabled: true,
    MetricName: metric,
  };
}

/** A stack with databases, a proxy, a cache, a load balancer, a firewall and a repository, and a bastion to reach them. */
export const DATA_TEMPLATE = {
  Parameters: {
    Image: {
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default:
        '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    },
  },
  Resources: {
    Network: {
      Type: 'AWS::EC2::VPC',
      Properties: { CidrBlock: '10.9.0.0/16' },
    },
    SubnetA: subnet('a', '10.9.1.0/24'),
    SubnetB: subnet('b', '10.9.2.0/24'),
    DatabaseSubnets: {
      Type: 'AWS::RDS::DBSubnetGroup',
      Properties: {
        DBSubnetGroupDescription: 'isolated',
        SubnetIds: SUBNETS,
      },
    },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: 'test/app', SecretString: '{"username":"app"}' },
    },
    Cluster: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        DBClusterIdentifier: 'test-db',
        Engine: 'aurora-postgresql',
        EngineVersion: '15.4',
        DatabaseName: 'app',
        MasterUsername: 'root1',
        MasterUserPassword: 'not-a-secret-1',
        DBSubnetGroupName: { Ref: 'DatabaseSubnets' },
        DeletionProtection: false,
        ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
      },
    },
    Writer: instance('test-db-1', 0),
    Reader: instance('test-db-2', 1, { after: 'Writer' }),
    OneCluster: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        DBClusterIdentifier: 'test-one',
        Engine: 'aurora-postgresql',
        MasterUsername: 'root1',
        MasterUserPassword: 'not-a-secret-1',
      },
    },
    One: instance('test-one-1', 0, { cluster: 'OneCluster' }),
    Alone: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        DBInstanceIdentifier: 'test-alone',
        DBInstanceClass: 'db.t4g.micro',
        Engine: 'postgres',
        AllocatedStorage: '20',
        MasterUsername: 'root1',
        MasterUserPassword: 'not-a-secret-1',
      },
    },
    Proxy: {
      Type: 'AWS::RDS::DBProxy',
      Properties: {
        DBProxyName: 'test-proxy',
        EngineFamily: 'POSTGRESQL',
        RequireTLS: true,
        RoleArn: 'arn:aws:iam::123456789012:role/reads-secrets',
        VpcSubnetIds: SUBNETS,
        Auth: [
          {
            AuthScheme: 'SECRETS',
            IAMAuth: 'REQUIRED',
            SecretArn: { Ref: 'Secret' },
          },
        ],
      },
    },
    ProxyTargets: {
      Type: 'AWS::RDS::DBProxyTargetGroup',
      DependsOn: ['Writer', 'Reader'],
      Properties: {
        DBProxyName: { Ref: 'Proxy' },
        TargetGroupName: 'default',
        DBClusterIdentifiers: [{ Ref: 'Cluster' }],
      },
    },
    CacheSubnets: {
      Type: 'AWS::ElastiCache::SubnetGroup',
      Properties: { Description: 'isolated', SubnetIds: SUBNETS },
    },
    Cache: {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: {
        ReplicationGroupId: 'test-cache',
        ReplicationGroupDescription: 'test',
        CacheNodeType: 'cache.t4g.micro',
        Engine: 'redis',
        NumCacheClusters: 2,
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
        TransitEncryptionEnabled: true,
        CacheSubnetGroupName: { Ref: 'CacheSubnets' },
      },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Name: 'test-balancer',
        Scheme: 'internal',
        Subnets: SUBNETS,
      },
    },
    Firewall: {
      Type: 'AWS::WAFv2::WebACL',
      Properties: {
        Name: 'test-firewall',
        Scope: 'REGIONAL',
        DefaultAction: { Allow: {} },
        VisibilityConfig: visible('firewall'),
        Rules: [
          {
            Name: 'common',
            Priority: 1,
            OverrideAction: { None: {} },
            VisibilityConfig: visible('common'),
            Statement: {
              ManagedRuleGroupStatement: {
                VendorName: 'AWS',
                Name: 'AWSManagedRulesCommonRuleSet',
              },
            },
          },
          {
            Name: 'admin-rate',
            Priority: 0,
            Action: { Block: {} },
            VisibilityConfig: visible('adminRate'),
            Statement: {
              RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP' },
            },
          },
        ],
      },
    },
    Images: {
      Type: 'AWS::ECR::Repository',
      Properties: {
        RepositoryName: 'test/service',
        ImageScanningConfiguration: { ScanOnPush: true },
      },
    },
    Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'work',
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] },
          maxReceiveCount: 3,
        },
      },
    },
    Items: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'items',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'forward',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['BastionRole', 'Arn'] },
        Code: { ZipFile: 'exports.handler = async () => {};' },
      },
    },
    BastionRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    },
    BastionProfile: {
      Type: 'AWS::IAM::InstanceProfile',
      Properties: { Roles: [{ Ref: 'BastionRole' }] },
    },
    Bastion: {
      Type: 'AWS::EC2::Instance',
      Properties: {
        IamInstanceProfile: { Ref: 'BastionProfile' },
        ImageId: { Ref: 'Image' },
        InstanceType: 't4g.nano',
        SubnetId: { Ref: 'SubnetA' },
      },
    },
  },
};
