import { Duration } from 'aws-cdk-lib';
import { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { Slot, slots } from '../names';
import { KtorChassisConfig } from '../schema';
import { Balancer } from './balancer';
import { Network } from './network';

/** Sends a slot's path to its service, as it stands: the prefix is not taken off. */
export function addRoute(
  scope: Construct,
  {
    slot,
    config,
    network,
    balancer,
    service,
  }: {
    slot: Slot;
    config: KtorChassisConfig;
    network: Network;
    balancer: Balancer;
    service: FargateService;
  },
): void {
  const targets = new ApplicationTargetGroup(scope, 'Targets', {
    vpc: network.vpc,
    port: config.compute.port,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.IP,
    targets: [service],
    deregistrationDelay: Duration.seconds(30),
    // A frozen container is out after two checks: 30 seconds.
    healthCheck: {
      path: config.compute.healthPath,
      healthyHttpCodes: '200',
      interval: Duration.seconds(15),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
    },
  });
  balancer.https.addAction(scope.node.id, {
    priority: 10 * (slots.indexOf(slot) + 1),
    conditions: [ListenerCondition.pathPatterns([`/${slot}/*`])],
    action: ListenerAction.forward([targets]),
  });
}
