import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import type {
  AwsHandle,
  LogLine,
  LogQuery,
  LogReading,
  LogSource,
  Resource,
  Source,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { serviceStreams, unitOfStream } from './ecs/logStreams';
import type { UnitStreams } from './remains/UnitStreams';

const RETENTION_SHARED_FOR_MS = 60_000;
/** As many lines as one FilterLogEvents gives. */
const LINES_AT_ONCE = 10_000;

/** The CloudWatch agent's usual name of a stream: the instance's id, and what wrote there. */
const INSTANCE = /^(i-[0-9a-f]{8,17})(?:\/|$)/;

/** CloudWatch log groups. */
export const logGroup: Source = {
  resourceType: 'AWS::Logs::LogGroup',
  title: 'Log group',
  async logs(resources, context) {
    const services = await streamsOfServices(context);
    return Promise.all(
      resources.map(async ({ id }): Promise<LogSource> => {
        const streams = services.filter(({ group }) => group === id);
        return {
          group: id,
          retentionDays: await retentionDays(id, context.aws),
          read: query => readLines(id, streams, query, context.aws),
        };
      }),
    );
  },
};

/** Lines are worth reading even when it cannot be told which service wrote them. */
async function streamsOfServices(
  context: SourceContext,
): Promise<UnitStreams[]> {
  try {
    return await serviceStreams(context);
  } catch {
    return [];
  }
}

function retentionDays(
  group: Resource['id'],
  aws: AwsHandle,
): Promise<number | undefined> {
  const client = aws.client(CloudWatchLogsClient);
  return aws.read(
    {
      action: 'logs:DescribeLogGroups',
      key: `DescribeLogGroups ${group}`,
      ttl: RETENTION_SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: group }),
      );
      return answer.logGroups?.find(
        ({ logGroupName }) => logGroupName === group,
      )?.retentionInDays;
    },
  );
}

/** One page of a group; `streams` tell which units write there. */
export function readLines(
  group: string,
  streams: UnitStreams[],
  query: LogQuery,
  aws: AwsHandle,
): Promise<LogReading> {
  const client = aws.client(CloudWatchLogsClient);
  const { start, end, containing, stream, unit, prefix, nextToken, ttl } =
    query;
  return aws.read(
    {
      action: 'logs:FilterLogEvents',
      key: `FilterLogEvents ${JSON.stringify([
        group,
        start,
        end,
        containing,
        stream,
        unit,
        prefix,
        nextToken,
      ])}`,
      ttl,
    },
    async () => {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime: start,
          endTime: end,
          nextToken,
          limit: LINES_AT_ONCE,
          interleaved: true,
          ...(containing !== undefined && {
            filterPattern: quoted(containing),
          }),
          ...streamsOf(streams, query),
        }),
      );
      return {
        lines: (answer.events ?? []).map(event => lineOf(event, streams)),
        nextToken: answer.nextToken,
      };
    },
  );
}

/** FilterLogEvents takes names or one prefix; streams of a service with several containers have several. */
function streamsOf(
  services: UnitStreams[],
  { stream, unit, prefix }: Pick<LogQuery, 'stream' | 'unit' | 'prefix'>,
) {
  if (stream !== undefined) return { logStreamNames: [stream] };
  if (prefix) return { logStreamNamePrefix: prefix };
  if (unit === undefined) return {};
  if (INSTANCE.test(unit)) return { logStreamNamePrefix: unit };
  const prefixes = new Set(
    services.filter(one => one.unit === unit).map(one => one.prefix),
  );
  return prefixes.size === 1 ? { logStreamNamePrefix: [...prefixes][0] } : {};
}

/** An exact phrase in CloudWatch's filter pattern syntax. */
function quoted(phrase: string): string {
  return `"${phrase.replace(/[\\"]/g, '\\$&')}"`;
}

function lineOf(event: FilteredLogEvent, services: UnitStreams[]): LogLine {
  const at = event.timestamp ?? 0;
  const stream = event.logStreamName ?? '';
  return {
    id: event.eventId ?? '',
    at,
    receivedAt: event.ingestionTime ?? at,
    stream,
    unit: INSTANCE.exec(stream)?.[1] ?? unitOfStream(services, stream),
    message: event.message ?? '',
  };
}
