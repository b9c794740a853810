import type {
  Remains,
  Resource,
  SourceContext,
  TimeRange,
} from '@enginehouse/plugin-operations-node';
import { streamSources } from '../remains/streamSources';
import { unlessGone } from '../remains/unlessGone';
import { describeFunction } from './describeFunction';
import { FUNCTION_TYPE } from './functionType';

/** The lines of one function. */
export async function functionRemains(
  resource: Resource,
  _time: TimeRange,
  { aws }: SourceContext,
): Promise<Remains> {
  const found = await unlessGone(describeFunction(resource, aws));
  // AWS Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs: the group when none is configured.
  const group = found?.LoggingConfig?.LogGroup ?? `/aws/lambda/${resource.id}`;
  const streams = [{ group, prefix: '' }];
  return { logs: streamSources(streams, aws), ended: [] };
}

/** Which function answers for a custom resource stands in the template alone: the lines of all functions of the stack. */
export async function customResourceRemains(
  _resource: Resource,
  time: TimeRange,
  context: SourceContext,
): Promise<Remains> {
  const functions = context.resources.filter(
    ({ type }) => type === FUNCTION_TYPE,
  );
  const remains = await Promise.all(
    functions.map(one => functionRemains(one, time, context)),
  );
  return { logs: remains.flatMap(({ logs }) => logs), ended: [] };
}
