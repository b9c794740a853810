import type {
  Remains,
  Resource,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import { ownStreams } from '../remains/ownStreams';
import { streamSources } from '../remains/streamSources';
import { unlessGone } from '../remains/unlessGone';
import type { UnitStreams } from '../remains/UnitStreams';
import { describeFunction } from './describeFunction';
import { FUNCTION_TYPE } from './functionType';

/** The lines of one function. */
export async function functionRemains(
  resource: Resource,
  _time: TimeRange,
  context: SourceContext,
): Promise<Remains> {
  return remainsOf([resource], context);
}

/** Which function answers for a custom resource stands in the template alone: the lines of all functions of the stack. */
export async function customResourceRemains(
  _resource: Resource,
  _time: TimeRange,
  context: SourceContext,
): Promise<Remains> {
  const { resources } = context;
  return remainsOf(
    resources.filter(({ type }) => type === FUNCTION_TYPE),
    context,
  );
}

async function remainsOf(
  functions: Resource[],
  { aws, resources }: SourceContext,
): Promise<Remains> {
  const streams = await Promise.all(
    functions.map(async (resource): Promise<UnitStreams> => {
      const found = await unlessGone(describeFunction(resource, aws));
      const group = found?.LoggingConfig?.LogGroup ?? defaultGroup(resource);
      return { group, prefix: '' };
    }),
  );
  const own = ownStreams(streams, resources, functions.map(defaultGroup));
  return { logs: streamSources(own, aws), ended: [] };
}

/** AWS Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs: the group when none is configured. */
function defaultGroup({ id }: Resource): string {
  return `/aws/lambda/${id}`;
}
