import type {
  Remains,
  Resource,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import { onlyNewStreams } from '../remains/onlyNewStreams';
import { ownStreams } from '../remains/ownStreams';
import { streamSources } from '../remains/streamSources';
import { unlessGone } from '../remains/unlessGone';
import type { UnitStreams } from '../remains/UnitStreams';
import { endingOf } from './endings';
import { logPrefixes } from './logPlaces';
import { serviceStreams } from './logStreams';
import { readServices } from './readServices';
import { describeTaskDefinitions } from './taskDefinitions';
import { taskPart } from './taskPart';

/** What the tasks of a service left that did not become stable: the lines of those that were started, and how they ended. */
export async function serviceRemains(
  resource: Resource,
  time: TimeRange,
  context: SourceContext,
): Promise<Remains> {
  const [ended, streams] = await Promise.all([
    endedTasks(resource, time, context),
    streamsOf(resource, context),
  ]);
  return {
    logs: streamSources(streams, context.aws).map(source =>
      onlyNewStreams(source, time.start),
    ),
    ended,
  };
}

/** Those that ended by themselves, as long as ECS remembers them. */
async function endedTasks(
  resource: Resource,
  { start, end }: TimeRange,
  { aws, resources }: SourceContext,
): Promise<Remains['ended']> {
  const readings = await unlessGone(readServices([resource], aws));
  const { service, tasks = [] } = readings?.[0] ?? {};
  if (!service) return [];
  const failed = tasks.filter(task => {
    const ending = endingOf(task);
    const at = Date.parse(ending?.at ?? '');
    return ending?.failed && at >= start && at <= end;
  });
  const definitions = await describeTaskDefinitions(
    failed.map(({ taskDefinitionArn }) => taskDefinitionArn),
    aws,
  );
  const groups = new Set(resources.map(({ id }) => id));
  return failed.map(task =>
    taskPart(
      task,
      service,
      definitions.get(task.taskDefinitionArn ?? ''),
      groups,
    ),
  );
}

/** The service's own streams; once it is gone those of all task definitions that the stack has or had. */
async function streamsOf(
  resource: Resource,
  context: SourceContext,
): Promise<UnitStreams[]> {
  const streams = await unlessGone(serviceStreams(context));
  const own = (streams ?? []).filter(({ unit }) => unit === resource.id);
  return ownStreams(
    own.length > 0 ? own : await definedStreams(context),
    context.resources,
  );
}

async function definedStreams({
  aws,
  resources,
}: SourceContext): Promise<UnitStreams[]> {
  const known = await Promise.all(
    resources
      .filter(({ type }) => type === 'AWS::ECS::TaskDefinition')
      .map(({ id }) => unlessGone(describeTaskDefinitions([id], aws))),
  );
  return known.flatMap(definitions =>
    [...(definitions?.values() ?? [])].flatMap(logPrefixes),
  );
}
