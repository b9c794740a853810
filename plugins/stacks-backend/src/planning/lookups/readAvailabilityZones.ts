import {
  DescribeAvailabilityZonesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { LookupMiss } from './LookupMiss';
import { SHARED_FOR } from './sharedFor';

/**
 * The region's first zones by name; local and wavelength zones left out.
 *
 * @param count - how many; all without it
 * @throws LookupMiss when the region has fewer.
 */
export async function readAvailabilityZones(
  aws: AwsService,
  environment: Environment,
  count?: number,
): Promise<string[]> {
  const ec2 = aws.client(environment, EC2Client, { role: 'read' });
  const action = 'ec2:DescribeAvailabilityZones';
  const { AvailabilityZones } = await aws.read(
    { environment, action, key: action, ttl: SHARED_FOR },
    () => ec2.send(new DescribeAvailabilityZonesCommand({})),
  );
  const zones = (AvailabilityZones ?? [])
    .filter(z => (z.ZoneType ?? 'availability-zone') === 'availability-zone')
    .filter(z => z.State === 'available')
    .flatMap(z => z.ZoneName ?? [])
    .sort();
  if (count !== undefined && zones.length < count) {
    throw new LookupMiss(`${environment.region} has ${zones.length}`);
  }
  return zones.slice(0, count);
}
