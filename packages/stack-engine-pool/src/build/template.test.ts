import { Match } from 'aws-cdk-lib/assertions';
import { enginePool } from '../definition';
import { poolTemplate, synthesizePool } from '../__testUtils__/synthesizePool';

const template = poolTemplate();
const idOf = (type: string) => Object.keys(template.findResources(type))[0];
const ref = (type: string) => ({ Ref: idOf(type) });
const attribute = (type: string, name: string) => ({
  'Fn::GetAtt': [idOf(type), name],
});

describe('engines', () => {
  it('scale between min and max, with desired capacity left to operations', () => {
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '3',
      DesiredCapacity: Match.absent(),
    });
  });

  it('stand in private subnets only, as the endpoint does', () => {
    const subnets = Object.entries(template.findResources('AWS::EC2::Subnet'));
    const privateOnes = subnets
      .filter(([id]) => id.includes('Private'))
      .map(([Ref]) => ({ Ref }));
    expect(subnets).toHaveLength(4);
    expect(privateOnes).toHaveLength(2);
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      VPCZoneIdentifier: privateOnes,
    });
    template.hasResourceProperties(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Subnets: privateOnes },
    );
    for (const [, subnet] of subnets)
      expect(subnet.Properties.MapPublicIpOnLaunch).toBe(false);
  });

  it('start from a template with IMDSv2, hop limit 1 and encrypted volumes', () => {
    const volume = (DeviceName: string, VolumeSize: number) => ({
      DeviceName,
      Ebs: {
        Encrypted: true,
        KmsKeyId: attribute('AWS::KMS::Key', 'Arn'),
        VolumeSize,
        VolumeType: 'gp3',
        DeleteOnTermination: true,
      },
    });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        ImageId: 'ami-0123456789abcdef0',
        InstanceType: 'c7i.large',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [
          volume('/dev/xvda', 30),
          volume('/dev/xvdb', 200),
        ],
        TagSpecifications: Match.arrayWith([
          Match.objectLike({
            ResourceType: 'volume',
            Tags: Match.arrayWith([
              { Key: 'enginehouse:owner', Value: 'group:default/platform' },
            ]),
          }),
        ]),
      },
    });
  });

  it('may issue server certificates from the private CA, and none of another kind', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'acm-pca:IssueCertificate',
            Resource: Match.stringLikeRegexp('certificate-authority/'),
            Condition: {
              StringEquals: { 'acm-pca:TemplateArn': Match.anyValue() },
            },
          }),
        ]),
      },
    });
  });

  it('may do nothing on every resource but write their metrics and read tags', () => {
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    const wide = policy.Properties.PolicyDocument.Statement.filter(
      (s: { Resource: unknown }) => s.Resource === '*',
    );
    expect(wide.map((s: { Action: unknown }) => s.Action)).toEqual([
      'cloudwatch:PutMetricData',
      'ec2:DescribeTags',
    ]);
  });
});

describe('endpoint', () => {
  it('is internal, cross-zone, and passes TCP 8443 through with the longest idle timeout', () => {
    template.hasResourceProperties(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      {
        Type: 'network',
        Scheme: 'internal',
        LoadBalancerAttributes: Match.arrayWith([
          { Key: 'load_balancing.cross_zone.enabled', Value: 'true' },
        ]),
      },
    );
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 8443,
      Protocol: 'TCP',
      ListenerAttributes: [{ Key: 'tcp.idle_timeout.seconds', Value: '6000' }],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: 8443,
      Protocol: 'TCP',
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '8081',
    });
  });

  it('lets in the VPC on 8443, at the load balancer and at an engine by its own name, and nobody elsewhere', () => {
    const groups = Object.values(
      template.findResources('AWS::EC2::SecurityGroup'),
    );
    const open = groups.flatMap(g => g.Properties.SecurityGroupIngress ?? []);
    const fromVpc = expect.objectContaining({
      CidrIp: '10.40.0.0/16',
      FromPort: 8443,
      ToPort: 8443,
    });
    expect(open).toEqual([fromVpc, fromVpc]);
    const inside = Object.values(
      template.findResources('AWS::EC2::SecurityGroupIngress'),
    );
    expect(
      inside.map(r => [r.Properties.FromPort, r.Properties.ToPort]),
    ).toEqual([
      [8443, 8443],
      [8081, 8081],
    ]);
    for (const r of inside)
      expect(r.Properties.SourceSecurityGroupId).toBeDefined();
  });

  it('lets in the ranges named instead of the VPC', () => {
    const groups = Object.values(
      poolTemplate({
        network: { allowedCidrs: ['10.2.0.0/16', '10.3.0.0/24'] },
      }).findResources('AWS::EC2::SecurityGroup'),
    );
    expect(
      groups
        .flatMap(g => g.Properties.SecurityGroupIngress ?? [])
        .map(r => r.CidrIp),
    ).toEqual(['10.2.0.0/16', '10.3.0.0/24', '10.2.0.0/16', '10.3.0.0/24']);
  });
});

it('keeps the connections of a client on one engine, as a session needs', () => {
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
    TargetGroupAttributes: Match.arrayWith([
      { Key: 'stickiness.enabled', Value: 'true' },
      { Key: 'stickiness.type', Value: 'source_ip' },
    ]),
  });
});

describe('an existing VPC', () => {
  it('is used with one private subnet of each zone, and no network is made', () => {
    const existing = poolTemplate({
      network: { vpcId: 'vpc-0123456789abcdef0' },
    });
    existing.resourceCountIs('AWS::EC2::VPC', 0);
    existing.resourceCountIs('AWS::EC2::Subnet', 0);
    existing.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      VPCZoneIdentifier: ['subnet-0aaa', 'subnet-0bbb'],
    });
    existing.hasResourceProperties(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Subnets: ['subnet-0aaa', 'subnet-0bbb'] },
    );
    existing.hasResourceProperties('AWS::EC2::SecurityGroup', {
      VpcId: 'vpc-0123456789abcdef0',
    });
  });
});

describe('storage', () => {
  it('keeps artifacts encrypted, versioned, private and reachable by TLS only', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: attribute('AWS::KMS::Key', 'Arn'),
            },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('retains the bucket together with its key, which rotates', () => {
    const retained = {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    };
    template.hasResource('AWS::S3::Bucket', retained);
    template.hasResource('AWS::KMS::Key', {
      ...retained,
      Properties: { EnableKeyRotation: true },
    });
  });

  it('retains no resource with a fixed name, so that the pool can be made again', () => {
    template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  it('lets Auto Scaling attach encrypted volumes', () => {
    const condition = Match.objectLike({
      StringEquals: Match.objectLike({
        'aws:PrincipalArn': Match.anyValue(),
        'kms:CallerAccount': '123456789012',
      }),
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'AutoScalingUse', Condition: condition }),
          Match.objectLike({
            Sid: 'AutoScalingVolumes',
            Action: 'kms:CreateGrant',
            Condition: condition,
          }),
        ]),
      },
    });
  });
});

describe('logs and alarms', () => {
  it('keeps logs under the service’s name, encrypted, for the days asked for', () => {
    poolTemplate({
      observability: { logRetentionDays: 30 },
    }).hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/dagger-engine/checkout',
      RetentionInDays: 30,
      KmsKeyId: Match.anyValue(),
    });
  });

  it('alarms on CPU above 80 % for 5 minutes', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [
        {
          Name: 'AutoScalingGroupName',
          Value: ref('AWS::AutoScaling::AutoScalingGroup'),
        },
      ],
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 80,
      Period: 60,
      EvaluationPeriods: 5,
      AlarmActions: [ref('AWS::SNS::Topic')],
    });
  });

  it('alarms when no engine is healthy, also when nothing is counted', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/NetworkELB',
      MetricName: 'HealthyHostCount',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      AlarmActions: [ref('AWS::SNS::Topic')],
    });
  });

  it('alarms when one engine fails for longer than it takes to start, which also stops a roll', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/NetworkELB',
      MetricName: 'UnHealthyHostCount',
      Dimensions: Match.arrayWith([
        {
          Name: 'TargetGroup',
          Value: attribute(
            'AWS::ElasticLoadBalancingV2::TargetGroup',
            'TargetGroupFullName',
          ),
        },
      ]),
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      Period: 60,
      EvaluationPeriods: 10,
      TreatMissingData: 'notBreaching',
    });
  });

  it('lets CloudWatch publish to the encrypted topic', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: Match.anyValue(),
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });
});

describe('outputs', () => {
  it('are the values of the four capabilities the definition declares', () => {
    const { outputs } = synthesizePool();
    const made: Record<string, string[]> = {};
    for (const { capability, value } of Object.values(outputs))
      (made[capability] ??= []).push(value);
    expect(made).toEqual(
      Object.fromEntries(
        Object.entries(enginePool.capabilities).map(([name, { values }]) => [
          name,
          Object.keys(values),
        ]),
      ),
    );
  });

  it('name the endpoint by the scheme clients know and by its alias', () => {
    const dns = attribute(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'DNSName',
    );
    const url = (scheme: string) => ({
      'Fn::Join': ['', [`${scheme}://`, dns, ':8443']],
    });
    template.hasOutput('DaggerEndpointTlsUrl', { Value: url('tls') });
    template.hasOutput('DaggerEndpointEndpointUrl', { Value: url('grpcs') });
  });
});
