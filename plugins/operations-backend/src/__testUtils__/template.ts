/** A small stack with one resource of each type that has a source. */
export const TEMPLATE = {
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
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'Network' }, CidrBlock: '10.9.1.0/24' },
    },
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          ImageId: { Ref: 'Image' },
          InstanceType: 'm6i.large',
        },
      },
    },
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: { Port: 80, Protocol: 'TCP', VpcId: { Ref: 'Network' } },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Type: 'network',
        Scheme: 'internal',
        Subnets: [{ Ref: 'Subnet' }],
      },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: { Ref: 'Balancer' },
        Port: 80,
        Protocol: 'TCP',
        DefaultActions: [
          { Type: 'forward', TargetGroupArn: { Ref: 'Targets' } },
        ],
      },
    },
    Group: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        MinSize: '1',
        MaxSize: '3',
        DesiredCapacity: '2',
        VPCZoneIdentifier: [{ Ref: 'Subnet' }],
        TargetGroupARNs: [{ Ref: 'Targets' }],
        LaunchTemplate: {
          LaunchTemplateId: { Ref: 'Launch' },
          Version: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] },
        },
      },
    },
    Logs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/test/lines', RetentionInDays: 7 },
    },
    HighCpu: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'test-high-cpu',
        AlarmDescription: 'Too much work',
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: 'Group' } }],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
  },
};
