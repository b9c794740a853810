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
} from '@enginehouse/plugin-operations-node';

const RETENTION_SHARED_FOR_MS = 60_000;
/** As many lines as one FilterLogEvents gives. */
const LINES_AT_ONCE = 10_000;

/** The CloudWatch agent's usual name of a stream: the instance's id, and what wrote there. */
const INSTANCE = /^(i-[0-9a-f]{8,17})(?:\/|$)/;

/** CloudWatch log groups. */
export const logGroup: Source = {
  resourceType: 'AWS::Logs::LogGroup',
  title: 'Log group',
  logs: (resources, { aws }) =>
    Promise.all(
      resources.map(
        async (resource): Promise<LogSource> => ({
          group: resource.id,
          retentionDays: await retentionDays(resource, aws),
          read: query => readLines(resource.id, query, aws),
        }),
      ),
    ),
};

function retentionDays(
  resource: Resource,
  aws: AwsHandle,
): Promise<number | undefined> {
  const client = aws.client(CloudWatchLogsClient);
  return aws.read(
    {
      action: 'logs:DescribeLogGroups',
      key: `DescribeLogGroups ${resource.id}`,
      ttl: RETENTION_SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: resource.id }),
      );
      return answer.logGroups?.find(
        ({ logGroupName }) => logGroupName === resource.id,
      )?.retentionInDays;
    },
  );
}

function readLines(
  group: string,
  query: LogQuery,
  aws: AwsHandle,
): Promise<LogReading> {
  const client = aws.client(CloudWatchLogsClient);
  const { start, end, containing, stream, unit, nextToken, ttl } = query;
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
          ...streamsOf(stream, unit),
        }),
      );
      return {
        lines: (answer.events ?? []).map(lineOf),
        nextToken: answer.nextToken,
      };
    },
  );
}

/** FilterLogEvents takes names or a prefix, never both. */
function streamsOf(stream?: string, unit?: string) {
  if (stream !== undefined) return { logStreamNames: [stream] };
  return unit === undefined ? {} : { logStreamNamePrefix: unit };
}

/** An exact phrase in CloudWatch's filter pattern syntax. */
function quoted(phrase: string): string {
  return `"${phrase.replace(/[\\"]/g, '\\$&')}"`;
}

function lineOf(event: FilteredLogEvent): LogLine {
  const at = event.timestamp ?? 0;
  const stream = event.logStreamName ?? '';
  return {
    id: event.eventId ?? '',
    at,
    receivedAt: event.ingestionTime ?? at,
    stream,
    unit: INSTANCE.exec(stream)?.[1],
    message: event.message ?? '',
  };
}
