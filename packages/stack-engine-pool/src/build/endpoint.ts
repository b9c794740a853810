import { Duration, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  NetworkLoadBalancer,
  NetworkTargetGroup,
  Protocol,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { EnginePoolConfig } from '../schema';
import { addHostname } from './hostname';
import { Network } from './network';
import { HEALTH_PORT, TLS_PORT } from './ports';

export interface Endpoint {
  nlb: NetworkLoadBalancer;
  /** Names clients know it by, the one to tell them first. */
  names: string[];
  targets: NetworkTargetGroup;
  /** Security group of the load balancer: open to clients. */
  front: SecurityGroup;
  /** Security group of the engines: open to the load balancer, and to clients a session was placed for. */
  engines: SecurityGroup;
}

/** A load balancer that passes TCP 8443 through to the engines' TLS terminators. */
export function addEndpoint(
  stack: Stack,
  network: Network,
  { nlbInternal, hostname }: EnginePoolConfig['endpoint'],
): Endpoint {
  const { vpc } = network;
  const front = new SecurityGroup(stack, 'EndpointAccess', {
    vpc,
    description: 'Clients of the Dagger engine pool',
    allowAllOutbound: false,
  });
  const engines = new SecurityGroup(stack, 'EngineAccess', {
    vpc,
    description: 'Dagger engines: the load balancer, and clients with a lease',
    allowAllOutbound: true,
  });
  for (const cidr of network.clients) {
    front.addIngressRule(
      Peer.ipv4(cidr),
      Port.tcp(TLS_PORT),
      `mTLS from ${cidr}`,
    );
    // A session that was placed goes to its engine by the engine's own name.
    if (nlbInternal) {
      engines.addIngressRule(
        Peer.ipv4(cidr),
        Port.tcp(TLS_PORT),
        `Placed sessions from ${cidr}`,
      );
    }
  }
  for (const [port, what] of [
    [TLS_PORT, 'mTLS'],
    [HEALTH_PORT, 'Health checks'],
  ] as const) {
    front.addEgressRule(engines, Port.tcp(port), what);
    engines.addIngressRule(front, Port.tcp(port), what);
  }

  const nlb = new NetworkLoadBalancer(stack, 'Endpoint', {
    vpc,
    vpcSubnets: {
      subnets: nlbInternal ? network.subnets : network.publicSubnets,
    },
    internetFacing: !nlbInternal,
    crossZoneEnabled: true,
    securityGroups: [front],
  });
  acknowledge(
    nlb,
    ['AwsSolutions-ELB2', 'NIST.800.53.R5-ELBLoggingEnabled'],
    'A network load balancer writes access logs of TLS listeners only; TLS ends on the engines, which log each connection',
  );
  acknowledge(
    nlb,
    'NIST.800.53.R5-ELBDeletionProtectionEnabled',
    'It keeps nothing; the pool is deleted as a whole, by a plan that is confirmed by name',
  );
  const targets = new NetworkTargetGroup(stack, 'Engines', {
    vpc,
    port: TLS_PORT,
    protocol: Protocol.TCP,
    targetType: TargetType.INSTANCE,
    deregistrationDelay: Duration.minutes(5),
    // TCP 8443 would pass while the engine behind the terminator is dead.
    healthCheck: {
      protocol: Protocol.HTTP,
      port: String(HEALTH_PORT),
      path: '/',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(6),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
  // A Dagger session is several connections that must all reach one engine.
  targets.setAttribute('stickiness.enabled', 'true');
  targets.setAttribute('stickiness.type', 'source_ip');
  const listener = nlb.addListener('Mtls', {
    port: TLS_PORT,
    protocol: Protocol.TCP,
    // A quiet build must not lose its session; 6000 s is the most there is.
    tcpIdleTimeout: Duration.seconds(6000),
    defaultTargetGroups: [targets],
  });
  acknowledge(
    listener,
    'NIST.800.53.R5-ELBv2ACMCertificateRequired',
    'TLS ends on the engines, which check client certificates; a load balancer could not pass them on',
  );
  const names = [nlb.loadBalancerDnsName];
  if (hostname) {
    addHostname(stack, { hostname, vpc, nlb });
    names.unshift(hostname);
  }
  return { nlb, names, targets, front, engines };
}
