import {
  DescribeServicesCommand,
  ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';
import { batches, byCluster } from './batches';
import { serviceIdOf, type ServiceId } from './serviceId';

const SHARED_FOR_MS = 3_000;
const ACTION = 'ecs:DescribeServices';
/** As many services as one DescribeServices takes. */
const AT_ONCE = 10;

/** The services that AWS knows, by ARN; shared for some seconds between all who look. */
export async function describeServices(
  resources: Resource[],
  aws: AwsHandle,
): Promise<ReadonlyMap<string, Service>> {
  const ids = resources
    .map(serviceIdOf)
    .sort((a, b) => a.arn.localeCompare(b.arn));
  const answers = await Promise.all(
    [...byCluster(ids)].flatMap(([cluster, ofCluster]) =>
      batches(ofCluster, AT_ONCE).map(batch =>
        aws.read(
          {
            action: ACTION,
            key: `DescribeServices ${batch.map(({ arn }) => arn).join()}`,
            ttl: SHARED_FOR_MS,
          },
          () => ask(cluster, batch, aws),
        ),
      ),
    ),
  );
  return new Map(
    answers.flat().map(service => [service.serviceArn ?? '', service]),
  );
}

/**
 * One service, read anew.
 *
 * @throws when AWS does not know it
 */
export async function describeServiceNow(
  id: ServiceId,
  aws: AwsHandle,
): Promise<Service> {
  const [service] = await aws.call(ACTION, () => ask(id.cluster, [id], aws));
  if (!service) throw new Error(`AWS knows no ECS service ${id.arn}`);
  return service;
}

async function ask(
  cluster: string,
  ids: ServiceId[],
  aws: AwsHandle,
): Promise<Service[]> {
  const { services } = await aws.client(ECSClient).send(
    new DescribeServicesCommand({
      cluster,
      services: ids.map(({ name }) => name),
    }),
  );
  return (services ?? []).filter(({ status }) => status !== 'INACTIVE');
}
