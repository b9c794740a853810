import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  ICluster,
  LogDrivers,
  OperatingSystemFamily,
  PropagatedTagSource,
  Secret,
} from 'aws-cdk-lib/aws-ecs';
import { DatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { databaseUsers, logGroupName, serviceName, Slot } from '../names';
import { KtorChassisConfig } from '../schema';
import { sizing } from '../sizing';
import { Balancer } from './balancer';
import { Cache } from './cache';
import { POSTGRES_PORT } from './database';
import { containerEnvironment } from './environment';
import { Images } from './images';
import { Network } from './network';
import { addRoute } from './route';

/** What the services of a chassis have in common. */
export interface ServiceParts {
  config: KtorChassisConfig;
  /** Name of the environment, which fixed names contain. */
  environment: string;
  network: Network;
  cluster: ICluster;
  balancer: Balancer;
  proxy: DatabaseProxy;
  cache: Cache;
}

/** A Fargate service behind its path, with what it may reach. How many tasks run is left to auto scaling. */
export function addService(
  scope: Construct,
  slot: Slot,
  images: Images,
  parts: ServiceParts,
): FargateService {
  const { config, network, cluster, balancer, proxy, cache } = parts;
  const task = addTask(scope, slot, images, parts);
  const service = new FargateService(scope, 'Api', {
    serviceName: serviceName(slot),
    cluster,
    taskDefinition: task,
    vpcSubnets: { subnets: network.private },
    securityGroups: [
      new SecurityGroup(scope, 'Access', {
        vpc: network.vpc,
        description: `Tasks of ${serviceName(
          slot,
        )}, reached through the load balancer only`,
      }),
    ],
    assignPublicIp: false,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
    healthCheckGracePeriod: Duration.seconds(60),
    propagateTags: PropagatedTagSource.SERVICE,
  });
  // The first task pulls its image through the NAT gateway, and reads the cache's token, as soon as there is a service.
  service.node.addDependency(
    task.obtainExecutionRole(),
    ...network.private.map(subnet => subnet.internetConnectivityEstablished),
  );
  addRoute(scope, { slot, config, network, balancer, service });
  proxy.connections.allowFrom(service, Port.tcp(POSTGRES_PORT));
  cache.connections.allowDefaultPortFrom(service);
  service
    .autoScaleTaskCount({
      minCapacity: sizing(config).minTasks,
      maxCapacity: config.compute.maxTasks,
    })
    .scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: config.compute.cpuTarget,
      scaleInCooldown: Duration.seconds(config.compute.cooldownSeconds),
      scaleOutCooldown: Duration.seconds(config.compute.cooldownSeconds),
    });
  return service;
}

function addTask(
  scope: Construct,
  slot: Slot,
  images: Images,
  { config, environment, proxy, cache }: ServiceParts,
): FargateTaskDefinition {
  const { cpu, memoryGiB } = sizing(config);
  const task = new FargateTaskDefinition(scope, 'Task', {
    cpu: cpu * 1024,
    memoryLimitMiB: memoryGiB * 1024,
    runtimePlatform: {
      operatingSystemFamily: OperatingSystemFamily.LINUX,
      cpuArchitecture: CpuArchitecture.of(config.compute.architecture),
    },
  });
  task.addContainer('app', {
    image: images.image,
    portMappings: [{ containerPort: config.compute.port }],
    environment: containerEnvironment(Stack.of(scope), {
      slot,
      config,
      images,
      proxy,
      cache,
    }),
    secrets: { REDIS_PASSWORD: Secret.fromSecretsManager(cache.token) },
    logging: LogDrivers.awsLogs({
      streamPrefix: serviceName(slot),
      logGroup: new LogGroup(scope, 'Logs', {
        logGroupName: logGroupName(environment, slot),
        retention: config.observability.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    }),
    stopTimeout: Duration.seconds(60),
  });
  acknowledge(
    task,
    'AwsSolutions-ECS2',
    'The variables say where things are; the one secret is injected from Secrets Manager.',
  );
  acknowledge(
    task,
    'AwsSolutions-IAM5[Resource::*]',
    'Pulling an image begins with ecr:GetAuthorizationToken, which knows no resource.',
  );
  // Also beside the placeholder: a pipeline rolls out without a plan.
  images.repository.grantPull(task.obtainExecutionRole());
  proxy.grantConnect(task.taskRole, databaseUsers.app);
  return task;
}
