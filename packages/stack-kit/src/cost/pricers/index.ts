import * as containers from './containers';
import * as databases from './databases';
import * as instances from './instances';
import * as messages from './messages';
import * as network from './network';
import * as observability from './observability';
import type { Pricer } from './Pricer';
import * as security from './security';
import * as storage from './storage';

export { freeTypes } from './freeTypes';

/** What is charged for, by resource type. */
export const pricers: Readonly<Record<string, Pricer>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': databases.scalableTarget,
  'AWS::ApplicationAutoScaling::ScalingPolicy': observability.scalingPolicy,
  'AWS::AutoScaling::AutoScalingGroup': instances.autoScalingGroup,
  'AWS::AutoScaling::ScalingPolicy': observability.scalingPolicy,
  'AWS::CloudTrail::Trail': security.trail,
  'AWS::CloudWatch::Alarm': observability.alarm,
  'AWS::CloudWatch::CompositeAlarm': observability.compositeAlarm,
  'AWS::CloudWatch::Dashboard': observability.dashboard,
  'AWS::EC2::EIP': network.elasticIp,
  'AWS::EC2::FlowLog': observability.flowLog,
  'AWS::EC2::Instance': instances.instance,
  'AWS::EC2::NatGateway': network.natGateway,
  'AWS::EC2::VPCEndpoint': network.vpcEndpoint,
  'AWS::ECR::PullThroughCacheRule': containers.pullThroughCacheRule,
  'AWS::ECR::Repository': containers.ecrRepository,
  'AWS::ECS::Cluster': containers.ecsCluster,
  'AWS::ECS::Service': containers.ecsService,
  'AWS::EFS::FileSystem': storage.fileSystem,
  'AWS::ElastiCache::ReplicationGroup': databases.replicationGroup,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': network.loadBalancer,
  'AWS::Events::Rule': messages.eventRule,
  'AWS::KMS::Key': security.kmsKey,
  'AWS::Lambda::Function': messages.lambdaFunction,
  'AWS::Logs::LogGroup': observability.logGroup,
  'AWS::Logs::MetricFilter': observability.metricFilter,
  'AWS::RDS::DBCluster': databases.dbCluster,
  'AWS::RDS::DBInstance': databases.dbInstance,
  'AWS::RDS::DBProxy': databases.dbProxy,
  'AWS::Route53::HostedZone': network.hostedZone,
  'AWS::S3::Bucket': storage.bucket,
  'AWS::SNS::Subscription': messages.subscription,
  'AWS::SNS::Topic': messages.topic,
  'AWS::SQS::Queue': messages.queue,
  'AWS::SSM::Parameter': security.ssmParameter,
  'AWS::SecretsManager::Secret': security.secret,
  'AWS::WAFv2::WebACL': security.webAcl,
};
