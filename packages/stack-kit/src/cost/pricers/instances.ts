import { Charge, Count, standing, times, unpriced, usage } from '../Charge';
import { numberOf, textOf } from '../literals';
import { membersOf, Properties, propertiesOf, StackView } from '../StackView';
import { Pricer } from './Pricer';

const LICENCE =
  'Instances run Linux without a licence of its own; the licence of an image such as RHEL is charged on top.';

export const instance: Pricer = ({ properties }, stack) =>
  instances(properties, 1, stack, [properties.SubnetId]);

/** A group's instances, from its least to its most; operations move it in between. */
export const autoScalingGroup: Pricer = ({ properties }, stack) => {
  const template = stack.target(
    propertiesOf(properties.LaunchTemplate).LaunchTemplateId,
  );
  if (!template) {
    return [
      unpriced('Its instances come from a launch template that is not here.'),
    ];
  }
  const count = {
    min: numberOf(properties, 'MinSize'),
    max: numberOf(properties, 'MaxSize'),
  };
  return instances(
    propertiesOf(template.properties.LaunchTemplateData),
    ...([count, stack, membersOf(properties.VPCZoneIdentifier)] as const),
  );
};

function* instances(
  data: Properties,
  count: Count,
  stack: StackView,
  subnets: unknown[],
): Iterable<Charge> {
  const type = textOf(data, 'InstanceType');
  yield standing(
    `Instance ${type}, Linux, on demand`,
    ...([`ec2/${type}.linux.on-demand`, count, LICENCE] as const),
  );
  if (hasPublicAddress(data, stack, subnets)) {
    yield standing(
      'Public IPv4 address of the instance',
      ...(['vpc/public-ipv4.in-use-or-idle', count] as const),
    );
  }
  yield* volumes(data, count);
  const { Monitoring: monitoring } = data;
  if (monitoring === true || propertiesOf(monitoring).Enabled === true) {
    yield usage(
      'Detailed monitoring, for each metric of an instance',
      'cloudwatch/custom-metric.first-10k',
    );
  }
}

function hasPublicAddress(
  data: Properties,
  stack: StackView,
  subnets: unknown[],
): boolean {
  const asked = membersOf(data.NetworkInterfaces)
    .map(card => propertiesOf(card).AssociatePublicIpAddress)
    .find(value => typeof value === 'boolean');
  return (
    asked ??
    subnets.some(
      id => stack.target(id)?.properties.MapPublicIpOnLaunch === true,
    )
  );
}

function* volumes(data: Properties, count: Count): Iterable<Charge> {
  const disks = membersOf(data.BlockDeviceMappings).map(propertiesOf);
  if (disks.length === 0) {
    yield unpriced('The size of the root volume is that of the image.');
  }
  for (const disk of disks) {
    if (disk.Ebs !== undefined) {
      yield* volume(
        ...([String(disk.DeviceName), propertiesOf(disk.Ebs), count] as const),
      );
    }
  }
}

/** What gp3 gives without a charge (AWS: Amazon EBS volume types). */
const GP3_INCLUDED = { iops: 3_000, throughput: 125 };

function* volume(
  device: string,
  ebs: Properties,
  count: Count,
): Iterable<Charge> {
  const type = textOf(ebs, 'VolumeType', 'gp2');
  const size = numberOf(ebs, 'VolumeSize');
  yield standing(
    `Volume ${device}, ${type}`,
    ...([`ebs/${type}.storage`, times(count, size)] as const),
  );
  if (type !== 'gp3') return;
  const iops = numberOf(ebs, 'Iops', 0) - GP3_INCLUDED.iops;
  if (iops > 0) {
    yield standing(
      `Operations per second of ${device} above ${GP3_INCLUDED.iops}`,
      ...(['ebs/gp3.iops-over-3000', times(count, iops)] as const),
    );
  }
  const throughput = numberOf(ebs, 'Throughput', 0) - GP3_INCLUDED.throughput;
  if (throughput > 0) {
    yield standing(
      `Throughput of ${device} above ${GP3_INCLUDED.throughput} MiB/s`,
      ...(['ebs/gp3.throughput-over-125', times(count, throughput)] as const),
    );
  }
}
