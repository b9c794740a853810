import { Charge, free, standing, usage } from '../Charge';
import { listOf } from '../literals';
import { Properties, propertiesOf } from '../StackView';
import { Pricer } from './Pricer';

export const elasticIp: Pricer = () => [
  standing('Public IPv4 address', 'vpc/public-ipv4.in-use-or-idle'),
];

export const natGateway: Pricer = () => [
  standing('NAT gateway', 'vpc/nat-gateway.hour'),
  usage('Data through the NAT gateway', 'vpc/nat-gateway.data-processed'),
  usage(
    'Data from the NAT gateway to the internet',
    'data-transfer/internet-out.first-10TB',
  ),
];

export const vpcEndpoint: Pricer = ({ properties }) => {
  const { VpcEndpointType: kind = 'Gateway' } = properties;
  if (kind === 'Gateway') {
    return [free('A gateway endpoint carries no charge.')];
  }
  return [
    standing(
      'Interface endpoint, one for each zone',
      'vpc/interface-endpoint.hour-per-az',
      listOf(properties, 'SubnetIds').length,
    ),
    usage('Data through the endpoint', 'vpc/interface-endpoint.data-first-1PB'),
  ];
};

const BALANCERS: Record<string, { name: string; key: string }> = {
  application: { name: 'Application load balancer', key: 'alb' },
  network: { name: 'Network load balancer', key: 'nlb' },
  gateway: { name: 'Gateway load balancer', key: 'gwlb' },
};

export const loadBalancer: Pricer = ({ properties }) => {
  const { name, key } = BALANCERS[String(properties.Type ?? 'application')];
  return [
    standing(name, `elb/${key}.hour`),
    usage('Load balancer capacity units', `elb/${key}.lcu`),
    ...(properties.Scheme === 'internal' ? [] : publicSide(properties)),
  ];
};

/** A balancer towards the internet has an address in each zone; those of elastic IPs are charged there. */
function publicSide(properties: Properties): Charge[] {
  const zones = properties.SubnetMappings
    ? listOf(properties, 'SubnetMappings')
    : listOf(properties, 'Subnets');
  const own = zones.filter(
    zone => propertiesOf(zone).AllocationId === undefined,
  );
  return [
    standing(
      'Public IPv4 addresses of the load balancer, one for each zone',
      ...(['vpc/public-ipv4.in-use-or-idle', own.length] as const),
    ),
    usage(
      'Data from the load balancer to the internet',
      'data-transfer/internet-out.first-10TB',
    ),
  ];
}

export const hostedZone: Pricer = () => [
  standing('Hosted zone', 'route53/hosted-zone.first-25'),
  usage('Queries', 'route53/queries.standard.first-1B'),
];
