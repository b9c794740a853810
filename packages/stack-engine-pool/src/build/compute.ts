import { Duration, Stack, Tags } from 'aws-cdk-lib';
import {
  AutoScalingGroup,
  DefaultResult,
  GroupMetrics,
  LifecycleTransition,
} from 'aws-cdk-lib/aws-autoscaling';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  acknowledge,
  BuildInput,
  fileAsset,
} from '@enginehouse/stack-kit/build';
import { lookupValueSchemas } from '@enginehouse/stack-kit';
import { EnginePoolConfig } from '../schema';
import { Endpoint } from './endpoint';
import { CACHE_DEVICE } from './instance/cache';
import { DRAIN_HOOK, HEARTBEAT_SECONDS } from './instance/drain';
import { ENGINE_NAMESPACE } from './instance/metrics';
import { Network } from './network';
import { programs } from './programs';
import { bootScript } from './userData';

/** The fleet: an Auto Scaling group in private subnets, registered with the endpoint. */
export function addEngines(
  stack: Stack,
  parts: {
    config: EnginePoolConfig;
    input: BuildInput;
    network: Network;
    endpoint: Endpoint;
    role: IRole;
    kms: IKey;
    logGroupName: string;
    /** Of the cache on EFS. */
    fileSystemId?: string;
  },
): AutoScalingGroup {
  const { config, input, network, endpoint, role, kms } = parts;
  const { imageId, rootDevice } = lookupValueSchemas.image.parse(
    input.lookups.image,
  );
  const volume = (deviceName: string, gib: number) => ({
    deviceName,
    volume: BlockDeviceVolume.ebs(gib, {
      deleteOnTermination: true,
      encrypted: true,
      kmsKey: kms,
      volumeType: EbsDeviceVolumeType.GP3,
    }),
  });
  const script = fileAsset(stack, 'Programs', {
    name: 'programs.sh',
    content: programs({ config, service: input.service }),
  });
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [
        `arn:${stack.partition}:s3:::${script.bucketName}/${script.objectKey}`,
      ],
    }),
  );
  const launchTemplate = new LaunchTemplate(stack, 'Engine', {
    machineImage: MachineImage.genericLinux({ [stack.region]: imageId }),
    instanceType: new InstanceType(config.instanceType),
    role,
    securityGroup: endpoint.engines,
    userData: UserData.custom(
      bootScript({
        config,
        service: input.service,
        account: stack.account,
        region: stack.region,
        partition: stack.partition,
        domain: stack.urlSuffix,
        logGroupName: parts.logGroupName,
        endpointNames: endpoint.names,
        targetGroupArn: endpoint.targets.targetGroupArn,
        fileSystemId: parts.fileSystemId,
        programs: script,
      }),
    ),
    blockDevices: [
      volume(rootDevice, 30),
      ...(config.storage.cache === 'EBS'
        ? [volume(CACHE_DEVICE, config.storage.ebsGiB)]
        : []),
    ],
    ebsOptimized: true,
    detailedMonitoring: true,
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    // Containers are one hop further away: builds cannot take the instance's role.
    httpPutResponseHopLimit: 1,
  });
  // Instances and volumes do not inherit the tags of a stack.
  for (const [key, value] of Object.entries(input.tags)) {
    Tags.of(launchTemplate).add(key, value);
  }

  // Desired capacity is absent: operations move it, and an update must not undo that.
  // The health check is EC2's: an engine that fails the endpoint's check may still hold
  // sessions and cache, so replacing it is for people to decide.
  const engines = new AutoScalingGroup(stack, 'Pool', {
    vpc: network.vpc,
    vpcSubnets: { subnets: network.subnets },
    launchTemplate,
    minCapacity: config.capacity.min,
    maxCapacity: config.capacity.max,
    defaultInstanceWarmup: Duration.minutes(5),
    groupMetrics: [GroupMetrics.all()],
  });
  engines.attachToNetworkTargetGroup(endpoint.targets);
  engines.addLifecycleHook('Drain', {
    lifecycleHookName: DRAIN_HOOK,
    lifecycleTransition: LifecycleTransition.INSTANCE_TERMINATING,
    defaultResult: DefaultResult.CONTINUE,
    heartbeatTimeout: Duration.seconds(HEARTBEAT_SECONDS),
  });
  // CloudFormation refuses a policy where there is nothing to choose.
  if (config.capacity.min < config.capacity.max) {
    engines.scaleToTrackMetric('Sessions', {
      metric: new Metric({
        namespace: ENGINE_NAMESPACE,
        metricName: 'dagger_connected_clients',
        dimensionsMap: { AutoScalingGroupName: engines.autoScalingGroupName },
        statistic: 'Average',
        period: Duration.minutes(1),
      }),
      targetValue: config.capacity.sessionsPerEngine,
    });
  }
  acknowledge(
    engines,
    'NIST.800.53.R5-AutoScalingGroupELBHealthCheckRequired',
    'An engine that fails the check of the endpoint may still hold sessions and cache: people decide to replace it',
  );
  acknowledge(
    engines,
    'AwsSolutions-AS3',
    'Alarms and the Health tab tell how the pool is; a message for each engine that comes or goes would drown them',
  );
  return engines;
}
