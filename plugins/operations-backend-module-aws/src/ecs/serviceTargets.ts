import type { Service } from '@aws-sdk/client-ecs';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  AwsHandle,
  UnitAnnotator,
  UnitNote,
} from '@enginehouse/plugin-operations-node';
import { describeTargetHealth, reasonOf, statusOf } from '../targetHealth';
import { readServices, type ServiceReading } from './readServices';
import { SERVICE_TYPE } from './serviceId';
import { addressOf } from './taskPart';

/** Gives services and their tasks the health that their load balancers see: targets are the private addresses of tasks. */
export const serviceTargetsAnnotator: UnitAnnotator = {
  title: 'Target health of ECS services',
  async annotate(_units, { resources, aws }) {
    const services = await readServices(
      resources.filter(({ type }) => type === SERVICE_TYPE),
      aws,
    );
    const notes = await Promise.all(
      services.map(async reading =>
        notesOf(reading, await targets(reading, aws)),
      ),
    );
    return notes.flat();
  },
};

async function targets(
  { service }: ServiceReading,
  aws: AwsHandle,
): Promise<TargetHealthDescription[]> {
  const all = await Promise.all(
    groupsOf(service).map(id => describeTargetHealth({ id }, aws)),
  );
  return all.flat();
}

function groupsOf({ loadBalancers = [] }: Service = {}): string[] {
  return loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
}

function notesOf(
  { id, tasks }: ServiceReading,
  all: TargetHealthDescription[],
): UnitNote[] {
  const known = all.filter(target => statusOf(target) !== 'unknown');
  const troubled = known.filter(target => statusOf(target) !== 'healthy');
  if (troubled.length === 0) return [];
  const none =
    troubled.length === known.length &&
    troubled.some(target => statusOf(target) === 'unhealthy');
  const reason = `${known.length - troubled.length} of ${
    known.length
  } targets healthy: ${reasonOf(troubled[0])}`;
  return [
    { key: id.arn, status: none ? 'unhealthy' : 'degraded', reason },
    ...troubled.flatMap(target => {
      const task = tasks.find(one => addressOf(one) === target.Target?.Id);
      return task?.taskArn
        ? [
            {
              key: task.taskArn,
              status: statusOf(target),
              reason: reasonOf(target),
            },
          ]
        : [];
    }),
  ];
}
