import * as autoscaling from '@aws-sdk/client-auto-scaling';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from './clients';

type Lists = Record<string, Promise<(string | undefined)[] | undefined>>;
type ClientConfig = ReturnType<typeof clientConfig>;

const clientConfig = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: CREDENTIALS,
});

function network(config: ClientConfig): Lists {
  const api = new ec2.EC2(config);
  return {
    vpc: api.describeVpcs().then(_ => _.Vpcs?.map(vpc => vpc.VpcId)),
    subnet: api.describeSubnets().then(_ => _.Subnets?.map(of => of.SubnetId)),
    routes: api
      .describeRouteTables()
      .then(_ => _.RouteTables?.map(table => table.RouteTableId)),
    gateway: api
      .describeInternetGateways()
      .then(_ => _.InternetGateways?.map(of => of.InternetGatewayId)),
    nat: api
      .describeNatGateways({
        Filter: [{ Name: 'state', Values: ['pending', 'available'] }],
      })
      .then(_ => _.NatGateways?.map(nat => nat.NatGatewayId)),
    address: api
      .describeAddresses()
      .then(_ => _.Addresses?.map(address => address.AllocationId)),
    access: api
      .describeSecurityGroups()
      .then(_ => _.SecurityGroups?.map(group => group.GroupId)),
  };
}

function machines(config: ClientConfig): Lists {
  const api = new ec2.EC2(config);
  return {
    template: api
      .describeLaunchTemplates()
      .then(_ => _.LaunchTemplates?.map(of => of.LaunchTemplateId)),
    group: new autoscaling.AutoScaling(config)
      .describeAutoScalingGroups()
      .then(_ => _.AutoScalingGroups?.map(of => of.AutoScalingGroupName)),
    instance: api
      .describeInstances({
        Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
      })
      .then(_ =>
        _.Reservations?.flatMap(of => of.Instances?.map(i => i.InstanceId)),
      ),
    balancer: new elb.ElasticLoadBalancingV2(config)
      .describeLoadBalancers()
      .then(_ => _.LoadBalancers?.map(of => of.LoadBalancerArn)),
    targets: new elb.ElasticLoadBalancingV2(config)
      .describeTargetGroups()
      .then(_ => _.TargetGroups?.map(of => of.TargetGroupArn)),
  };
}

function access(config: ClientConfig): Lists {
  const keys = new kms.KMS(config);
  const identities = new iam.IAM(config);
  return {
    key: keys.listKeys().then(async ({ Keys = [] }) => {
      const described = await Promise.all(
        Keys.map(({ KeyId }) => keys.describeKey({ KeyId })),
      );
      return described
        .filter(_ => _.KeyMetadata?.KeyState === 'Enabled')
        .map(_ => _.KeyMetadata?.KeyId);
    }),
    role: identities.listRoles().then(_ => _.Roles?.map(role => role.RoleName)),
    profile: identities
      .listInstanceProfiles()
      .then(_ => _.InstanceProfiles?.map(of => of.InstanceProfileName)),
  };
}

function services(config: ClientConfig): Lists {
  const notes = new sns.SNS(config);
  const functions = new lambda.Lambda(config);
  return {
    log: new logs.CloudWatchLogs(config)
      .describeLogGroups()
      .then(_ => _.logGroups?.map(group => group.logGroupName)),
    alarm: new cloudwatch.CloudWatch(config)
      .describeAlarms()
      .then(_ => _.MetricAlarms?.map(alarm => alarm.AlarmName)),
    bucket: new s3.S3({ ...config, forcePathStyle: true })
      .listBuckets()
      .then(_ => _.Buckets?.map(bucket => bucket.Name)),
    table: new dynamodb.DynamoDB(config).listTables().then(_ => _.TableNames),
    queue: new sqs.SQS(config).listQueues().then(_ => _.QueueUrls),
    topic: notes.listTopics().then(_ => _.Topics?.map(topic => topic.TopicArn)),
    subscription: notes
      .listSubscriptions()
      .then(_ => _.Subscriptions?.map(of => of.SubscriptionArn)),
    function: functions
      .listFunctions()
      .then(_ => _.Functions?.map(of => of.FunctionName)),
    mapping: functions
      .listEventSourceMappings()
      .then(_ => _.EventSourceMappings?.map(mapping => mapping.UUID)),
  };
}

/**
 * What exists at an endpoint, as sorted "<kind> <id>". Left out is what AWS too lists
 * for a while after its deletion: ended instances, NAT gateways, keys pending deletion.
 */
export async function inventory(endpoint: string): Promise<string[]> {
  const config = clientConfig(endpoint);
  const lists = await Promise.all(
    [network, machines, access, services]
      .flatMap(list => Object.entries(list(config)))
      .map(async ([kind, ids]) => (await ids)?.map(id => `${kind} ${id}`)),
  );
  return lists.flatMap(list => list ?? []).sort();
}
