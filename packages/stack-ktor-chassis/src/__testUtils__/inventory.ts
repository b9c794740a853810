import { EC2 } from '@aws-sdk/client-ec2';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCache } from '@aws-sdk/client-elasticache';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { RDS } from '@aws-sdk/client-rds';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { SSM } from '@aws-sdk/client-ssm';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { WAFV2 } from '@aws-sdk/client-wafv2';
import { Connection } from './connection';

type Names = Promise<(string | undefined)[] | undefined>;

function network(to: Connection): Record<string, Names> {
  const ec2 = new EC2(to);
  const elb = new ElasticLoadBalancingV2(to);
  return {
    vpc: ec2.describeVpcs().then(_ => _.Vpcs?.map(v => v.VpcId)),
    subnet: ec2.describeSubnets().then(_ => _.Subnets?.map(s => s.SubnetId)),
    nat: ec2
      .describeNatGateways({
        Filter: [{ Name: 'state', Values: ['pending', 'available'] }],
      })
      .then(_ => _.NatGateways?.map(n => n.NatGatewayId)),
    address: ec2
      .describeAddresses()
      .then(_ => _.Addresses?.map(a => a.AllocationId)),
    access: ec2
      .describeSecurityGroups()
      .then(_ => _.SecurityGroups?.map(g => g.GroupId)),
    instance: ec2
      .describeInstances({
        Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
      })
      .then(_ =>
        _.Reservations?.flatMap(r => r.Instances?.map(i => i.InstanceId)),
      ),
    balancer: elb
      .describeLoadBalancers()
      .then(_ => _.LoadBalancers?.map(b => b.LoadBalancerArn)),
    targets: elb
      .describeTargetGroups()
      .then(_ => _.TargetGroups?.map(t => t.TargetGroupArn)),
    firewall: new WAFV2(to)
      .listWebACLs({ Scope: 'REGIONAL' })
      .then(_ => _.WebACLs?.map(a => a.Name)),
  };
}

function data(to: Connection): Record<string, Names> {
  const rds = new RDS(to);
  const cache = new ElastiCache(to);
  return {
    cluster: rds
      .describeDBClusters()
      .then(_ => _.DBClusters?.map(c => c.DBClusterIdentifier)),
    database: rds
      .describeDBInstances()
      .then(_ => _.DBInstances?.map(i => i.DBInstanceIdentifier)),
    snapshot: rds
      .describeDBClusterSnapshots({ SnapshotType: 'manual' })
      .then(_ => _.DBClusterSnapshots?.map(s => s.DBClusterSnapshotIdentifier)),
    proxy: rds
      .describeDBProxies()
      .then(_ => _.DBProxies?.map(p => p.DBProxyName)),
    subnets: rds
      .describeDBSubnetGroups()
      .then(_ => _.DBSubnetGroups?.map(g => g.DBSubnetGroupName)),
    cache: cache
      .describeReplicationGroups()
      .then(_ => _.ReplicationGroups?.map(g => g.ReplicationGroupId)),
    cacheSubnets: cache
      .describeCacheSubnetGroups()
      .then(_ => _.CacheSubnetGroups?.map(g => g.CacheSubnetGroupName)),
    secret: new SecretsManager(to)
      .listSecrets()
      .then(_ => _.SecretList?.map(s => s.Name)),
  };
}

function delivery(to: Connection): Record<string, Names> {
  const ecs = new ECS(to);
  const iam = new IAM(to);
  return {
    ecs: ecs
      .listClusters()
      .then(({ clusterArns }) =>
        ecs.describeClusters({ clusters: clusterArns }),
      )
      .then(({ clusters }) =>
        clusters?.filter(c => c.status === 'ACTIVE').map(c => c.clusterName),
      ),
    task: ecs
      .listTaskDefinitions({ status: 'ACTIVE' })
      .then(_ => _.taskDefinitionArns),
    repository: new ECR(to)
      .describeRepositories()
      .then(_ => _.repositories?.map(r => r.repositoryName)),
    parameter: new SSM(to)
      .getParametersByPath({ Path: '/chassis', Recursive: true })
      .then(_ => _.Parameters?.map(p => p.Name)),
    topic: new SNS(to).listTopics().then(_ => _.Topics?.map(t => t.TopicArn)),
    function: new Lambda(to)
      .listFunctions()
      .then(_ => _.Functions?.map(f => f.FunctionName)),
    log: new CloudWatchLogs(to)
      .describeLogGroups()
      .then(_ => _.logGroups?.map(g => g.logGroupName)),
    role: iam.listRoles().then(_ => _.Roles?.map(r => r.RoleName)),
    profile: iam
      .listInstanceProfiles()
      .then(_ => _.InstanceProfiles?.map(p => p.InstanceProfileName)),
    bucket: new S3({ ...to, forcePathStyle: true })
      .listBuckets()
      .then(_ => _.Buckets?.map(b => b.Name)),
  };
}

/**
 * What exists at an endpoint, as sorted `<kind> <name>`, of the kinds a chassis is made of. Left out is what is listed for a
 * while after its deletion: ended instances and gateways, inactive clusters and task definitions.
 */
export async function inventory(to: Connection): Promise<string[]> {
  const lists = Object.entries({
    ...network(to),
    ...data(to),
    ...delivery(to),
  }).map(async ([kind, names]) =>
    ((await names) ?? []).map(name => `${kind} ${name}`),
  );
  return (await Promise.all(lists)).flat().sort();
}
