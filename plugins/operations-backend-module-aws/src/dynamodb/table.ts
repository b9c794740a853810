import {
  DescribeTableCommand,
  DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type AwsHandle,
  type Resource,
  type Source,
  type StackView,
} from '@enginehouse/plugin-operations-node';
import { factsOf, HEALTHY, onOff, type Condition } from '../condition';
import { metricCharts, type MetricChart } from '../metricCharts';

const TYPE = 'AWS::DynamoDB::Table';
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
export const table: Source = {
  resourceType: TYPE,
  title: 'Table',
  words: { one: 'table', many: 'tables', healthy: 'active' },

  health: (resources, { aws, stack }) =>
    Promise.all(
      resources.map(async resource =>
        signalOf(resource, await describeTable(resource, aws), stack),
      ),
    ),

  charts: async resources =>
    metricCharts(
      CHARTS,
      'AWS/DynamoDB',
      resources.map(({ id }) => ({ name: id, dimensions: { TableName: id } })),
    ),
};

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

function signalOf(
  resource: Resource,
  found: TableDescription,
  stack: StackView,
): Signal {
  const { status, reason } = conditionOf(found);
  return {
    key: `table/${resource.logicalId}`,
    title: `Table ${shortName(resource.id, stack)}`,
    status,
    sentence: reason ?? 'active',
    resourceType: TYPE,
    resourceId: resource.id,
    facts: factsOf([
      [
        'Capacity',
        found.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST'
          ? 'on demand'
          : 'provisioned',
      ],
      ['Items, counted every six hours', found.ItemCount?.toString()],
      ['Deletion protection', onOff(found.DeletionProtectionEnabled)],
    ]),
  };
}
