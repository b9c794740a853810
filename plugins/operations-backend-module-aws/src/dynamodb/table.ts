import {
  DescribeTableCommand,
  DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';
import { factsOf, HEALTHY, onOff, type Condition } from '../condition';
import { describedSource } from '../describedSource';
import type { MetricChart } from '../metricCharts';

const SHARED_FOR_MS = 30_000;

const CHARTS: MetricChart[] = [
  {
    id: 'table-consumed',
    title: 'Capacity units consumed',
    min: 0,
    lines: [
      { name: 'ConsumedReadCapacityUnits', title: 'Read', statistic: 'Sum' },
      { name: 'ConsumedWriteCapacityUnits', title: 'Write', statistic: 'Sum' },
    ],
  },
  {
    id: 'table-throttles',
    title: 'Throttled',
    min: 0,
    lines: [
      { name: 'ReadThrottleEvents', title: 'Reads', statistic: 'Sum' },
      { name: 'WriteThrottleEvents', title: 'Writes', statistic: 'Sum' },
    ],
  },
  {
    id: 'table-latency',
    title: 'Latency',
    unit: 'ms',
    min: 0,
    lines: ['GetItem', 'Query', 'PutItem'].map(Operation => ({
      name: 'SuccessfulRequestLatency',
      title: Operation,
      statistic: 'Average',
      dimensions: { Operation },
    })),
  },
];

/** Tables: their state, and what they are asked. */
export const table = describedSource<TableDescription>({
  resourceType: 'AWS::DynamoDB::Table',
  title: 'Table',
  words: { one: 'table', many: 'tables', healthy: 'active' },
  describe: describeTable,
  conditionOf,
  fine: 'active',
  factsOf: found =>
    factsOf([
      [
        'Capacity',
        found.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST'
          ? 'on demand'
          : 'provisioned',
      ],
      ['Items, counted every six hours', found.ItemCount?.toString()],
      ['Deletion protection', onOff(found.DeletionProtectionEnabled)],
    ]),
  metrics: {
    namespace: 'AWS/DynamoDB',
    dimension: 'TableName',
    charts: CHARTS,
  },
});

function describeTable(
  { id }: Resource,
  aws: AwsHandle,
): Promise<TableDescription> {
  const client = aws.client(DynamoDBClient);
  return aws.read(
    {
      action: 'dynamodb:DescribeTable',
      key: `DescribeTable ${id}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const { Table } = await client.send(
        new DescribeTableCommand({ TableName: id }),
      );
      if (!Table) throw new Error(`AWS knows no table ${id}`);
      return Table;
    },
  );
}

function conditionOf({ TableStatus }: TableDescription): Condition {
  const reason = `DynamoDB says ${TableStatus}`;
  switch (TableStatus) {
    case 'ACTIVE':
    case 'UPDATING': // It goes on answering.
      return HEALTHY;
    case 'CREATING':
      return { status: 'degraded', reason };
    case 'ARCHIVED':
    case 'ARCHIVING':
    case 'INACCESSIBLE_ENCRYPTION_CREDENTIALS':
      return { status: 'unhealthy', reason };
    default:
      return { status: 'unknown', reason };
  }
}
