import {
  CloudWatchClient,
  paginateGetMetricData,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { Point } from '@enginehouse/plugin-operations-common';
import type {
  AwsHandle,
  MetricQuery,
  MetricRange,
  MetricReader,
} from '@enginehouse/plugin-operations-node';

/** As many queries as one GetMetricData takes. */
const AT_ONCE = 500;
/** New points come once a minute at most, and show some seconds later. */
const SHARED_FOR_MS = 10_000;

/** Reads metrics by GetMetricData, up to 500 queries a call. */
export const cloudWatchMetrics: MetricReader = {
  async read(queries, range, aws) {
    const batches: MetricQuery[][] = [];
    for (let start = 0; start < queries.length; start += AT_ONCE) {
      batches.push(queries.slice(start, start + AT_ONCE));
    }
    const answers = await Promise.all(
      batches.map(batch => readBatch(batch, range, aws)),
    );
    return answers.flat();
  },
};

function readBatch(
  queries: MetricQuery[],
  range: MetricRange,
  aws: AwsHandle,
): Promise<Point[][]> {
  const client = aws.client(CloudWatchClient);
  return aws.read(
    {
      action: 'cloudwatch:GetMetricData',
      key: `GetMetricData ${JSON.stringify([range, queries])}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const points: Point[][] = queries.map(() => []);
      for await (const page of paginateGetMetricData(
        { client },
        {
          MetricDataQueries: queries.map((query, index) =>
            dataQuery(query, index, range.period),
          ),
          StartTime: new Date(range.start * 1_000),
          EndTime: new Date(range.end * 1_000),
          ScanBy: 'TimestampAscending',
        },
      )) {
        for (const { Id, Timestamps, Values } of page.MetricDataResults ?? []) {
          const series = points[Number(Id?.slice(1))];
          Timestamps?.forEach((time, place) =>
            series?.push({
              at: time.toISOString(),
              value: Values?.[place] ?? 0,
            }),
          );
        }
      }
      return points.map(series =>
        series.sort((a, b) => a.at.localeCompare(b.at)),
      );
    },
  );
}

function dataQuery(
  query: MetricQuery,
  index: number,
  period: number,
): MetricDataQuery {
  return {
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: query.namespace,
        MetricName: query.name,
        Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({
          Name,
          Value,
        })),
      },
      Period: period,
      Stat: query.statistic,
    },
  };
}
