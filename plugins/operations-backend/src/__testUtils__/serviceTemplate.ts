import type { Definition } from '@enginehouse/plugin-stacks-common';

const SUBNETS = [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }];

const subnet = (zone: number, block: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: {
    VpcId: { Ref: 'Network' },
    CidrBlock: block,
    AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
  },
});

/** A service of two tasks behind a load balancer, which scales by itself between 1 and 4. */
export const SERVICE_TEMPLATE = {
  Resources: {
    Network: {
      Type: 'AWS::EC2::VPC',
      Properties: { CidrBlock: '10.8.0.0/16' },
    },
    SubnetA: subnet(0, '10.8.1.0/24'),
    SubnetB: subnet(1, '10.8.2.0/24'),
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: {
        Port: 8080,
        Protocol: 'HTTP',
        TargetType: 'ip',
        VpcId: { Ref: 'Network' },
      },
    },
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: {
        Type: 'application',
        Scheme: 'internal',
        Subnets: SUBNETS,
      },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: { Ref: 'Balancer' },
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [
          { Type: 'forward', TargetGroupArn: { Ref: 'Targets' } },
        ],
      },
    },
    Logs: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/test/service-api', RetentionInDays: 7 },
    },
    Cluster: {
      Type: 'AWS::ECS::Cluster',
      Properties: { ClusterName: 'test-cluster' },
    },
    Definition: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: 'service-api',
        Cpu: '512',
        Memory: '1024',
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        ContainerDefinitions: [
          {
            Name: 'app',
            Image: 'public.ecr.aws/test/service-api:1.4.2',
            Essential: true,
            PortMappings: [{ ContainerPort: 8080 }],
            LogConfiguration: {
              LogDriver: 'awslogs',
              Options: {
                'awslogs-group': { Ref: 'Logs' },
                'awslogs-region': { Ref: 'AWS::Region' },
                'awslogs-stream-prefix': 'service-api',
              },
            },
          },
        ],
      },
    },
    Service: {
      Type: 'AWS::ECS::Service',
      DependsOn: ['Listener'],
      Properties: {
        ServiceName: 'service-api',
        Cluster: { Ref: 'Cluster' },
        TaskDefinition: { Ref: 'Definition' },
        LaunchType: 'FARGATE',
        DesiredCount: 2,
        DeploymentConfiguration: {
          MinimumHealthyPercent: 100,
          MaximumPercent: 150,
          DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        },
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: SUBNETS } },
        LoadBalancers: [
          {
            TargetGroupArn: { Ref: 'Targets' },
            ContainerName: 'app',
            ContainerPort: 8080,
          },
        ],
      },
    },
    Scaling: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: {
          'Fn::Sub': 'service/${Cluster}/${Service.Name}',
        },
        MinCapacity: 1,
        MaxCapacity: 4,
        RoleARN: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/scaling' },
      },
    },
    KeepCpu: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: 'keep-cpu',
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: 'Scaling' },
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 50,
          PredefinedMetricSpecification: {
            PredefinedMetricType: 'ECSServiceAverageCPUUtilization',
          },
        },
      },
    },
  },
};

/** A definition that deploys the template, as far as operations ask for it. */
export const SERVICE_DEFINITION: Definition = {
  id: 'some-definition',
  shortName: 'some',
  title: 'Some service',
  description: '',
  version: '1.0.0',
  defaults: {},
  schema: {
    properties: {
      stage: { type: 'string' },
      compute: {
        properties: {
          maxTasks: {
            type: 'integer',
            minimum: 1,
            maximum: 50,
            bounds: { resourceType: 'AWS::ECS::Service', bound: 'maximum' },
          },
        },
      },
    },
  },
};
