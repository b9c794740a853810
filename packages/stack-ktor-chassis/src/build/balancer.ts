import { Duration, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';
import { addAccessLogs } from './accessLogs';
import { Network } from './network';

export interface Balancer {
  alb: ApplicationLoadBalancer;
  https: ApplicationListener;
}

/** A call may wait in the queue of the database proxy; AWS's 60 seconds would end it there, with nobody left to answer. */
function idleTimeout({ database }: KtorChassisConfig): Duration {
  return Duration.seconds(Math.max(60, database.borrowTimeoutSeconds + 10));
}

/** The one way in from the internet: port 80 sends everybody to 443, where TLS ends. */
export function addBalancer(
  stack: Stack,
  {
    config,
    network,
    certificateArn,
  }: { config: KtorChassisConfig; network: Network; certificateArn: string },
): Balancer {
  const scope = new Construct(stack, 'Balancer');
  const securityGroup = new SecurityGroup(scope, 'Access', {
    vpc: network.vpc,
    description: 'Clients of the chassis',
    allowAllOutbound: false,
  });
  acknowledge(
    securityGroup,
    'AwsSolutions-EC23',
    'The document lets internet users in on 80 and 443, behind the firewall; network.allowedCidrs narrows it.',
  );
  for (const block of config.network.allowedCidrs) {
    for (const port of [80, 443]) {
      securityGroup.addIngressRule(
        Peer.ipv4(block),
        Port.tcp(port),
        `${port} from ${block}`,
      );
    }
  }
  const alb = new ApplicationLoadBalancer(scope, 'Alb', {
    vpc: network.vpc,
    vpcSubnets: { subnets: network.public },
    internetFacing: true,
    securityGroup,
    dropInvalidHeaderFields: true,
    idleTimeout: idleTimeout(config),
  });
  addAccessLogs(scope, { alb, config });
  alb.addListener('Http', {
    port: 80,
    open: false,
    defaultAction: ListenerAction.redirect({
      protocol: 'HTTPS',
      port: '443',
      permanent: true,
    }),
  });
  const https = alb.addListener('Https', {
    port: 443,
    open: false,
    certificates: [ListenerCertificate.fromArn(certificateArn)],
    sslPolicy: SslPolicy.RECOMMENDED_TLS,
    // Health and metrics of the services are no business of the internet: what no rule names is not there.
    defaultAction: ListenerAction.fixedResponse(404, {
      contentType: 'text/plain',
      messageBody: 'Not found',
    }),
  });
  return { alb, https };
}
