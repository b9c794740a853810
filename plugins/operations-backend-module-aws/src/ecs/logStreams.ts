import type {
  LogLine,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { UnitStreams } from '../remains/UnitStreams';
import { describeServices } from './describeServices';
import { logPrefixes } from './logPlaces';
import { SERVICE_TYPE } from './serviceId';
import { describeTaskDefinitions } from './taskDefinitions';

/** The streams of one container of one service: the prefix is `prefix/container/`, the task's id follows it. */
export type ServiceStreams = UnitStreams & Required<Pick<UnitStreams, 'unit'>>;

/**
 * Which streams the services of the stack write. By prefix, not by task: so lines of tasks that ECS has forgotten still tell their
 * service. Services that share a prefix are left out, because their streams do not tell which of them wrote.
 */
export async function serviceStreams({
  resources,
  aws,
}: SourceContext): Promise<ServiceStreams[]> {
  const services = await describeServices(
    resources.filter(({ type }) => type === SERVICE_TYPE),
    aws,
  );
  const revisions = [...services].flatMap(([unit, { deployments = [] }]) =>
    deployments.flatMap(({ taskDefinition }) =>
      taskDefinition ? [{ unit, taskDefinition }] : [],
    ),
  );
  const definitions = await describeTaskDefinitions(
    revisions.map(({ taskDefinition }) => taskDefinition),
    aws,
  );
  const streams = revisions.flatMap(({ unit, taskDefinition }) => {
    const definition = definitions.get(taskDefinition);
    return (definition ? logPrefixes(definition) : []).map(
      ({ group, prefix }) => ({ unit, group, prefix }),
    );
  });
  const isShared = (one: ServiceStreams) =>
    streams.some(
      other =>
        other.unit !== one.unit &&
        other.group === one.group &&
        other.prefix === one.prefix,
    );
  return streams.filter(one => !isShared(one));
}

/** The unit that wrote to a stream of the streams' group. */
export function unitOfStream(
  streams: UnitStreams[],
  stream: LogLine['stream'],
): string | undefined {
  return streams.find(({ prefix }) => stream.startsWith(prefix))?.unit;
}
