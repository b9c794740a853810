import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  shortName,
  type AwsHandle,
  type Resource,
  type Source,
  type StackView,
} from '@enginehouse/plugin-operations-node';
import { factsOf } from '../condition';
import { lasting } from '../lasting';
import { metricCharts, type MetricChart } from '../metricCharts';

const TYPE = 'AWS::SQS::Queue';
const SHARED_FOR_MS = 15_000;

const CHARTS: MetricChart[] = [
  {
    id: 'queue-messages',
    title: 'Messages',
    min: 0,
    lines: [
      {
        name: 'ApproximateNumberOfMessagesVisible',
        title: 'Waiting',
        statistic: 'Maximum',
      },
      {
        name: 'ApproximateNumberOfMessagesNotVisible',
        title: 'In work',
        statistic: 'Maximum',
      },
    ],
  },
  {
    id: 'queue-age',
    title: 'Age of the oldest message',
    unit: 's',
    min: 0,
    lines: [
      {
        name: 'ApproximateAgeOfOldestMessage',
        title: 'Oldest',
        statistic: 'Maximum',
      },
    ],
  },
];

type Attributes = Partial<Record<string, string>>;

/** Queues: how many messages wait. A dead-letter queue of the stack with messages in it degrades: each of them is work that failed. */
export const queue: Source = {
  resourceType: TYPE,
  title: 'Queue',
  words: { one: 'queue', many: 'queues', healthy: 'working' },

  async health(resources, { aws, stack }) {
    const read = await Promise.all(
      resources.map(async resource => ({
        resource,
        attributes: await describeQueue(resource, aws),
      })),
    );
    const dead = new Set(
      read.flatMap(({ attributes }) => deadLetterArn(attributes) ?? []),
    );
    return read.map(({ resource, attributes }) =>
      signalOf(
        resource,
        attributes,
        dead.has(attributes.QueueArn ?? ''),
        stack,
      ),
    );
  },

  charts: async resources =>
    metricCharts(
      CHARTS,
      'AWS/SQS',
      resources.map(resource => ({
        name: nameOf(resource),
        dimensions: { QueueName: nameOf(resource) },
      })),
    ),
};

function describeQueue({ id }: Resource, aws: AwsHandle): Promise<Attributes> {
  const client = aws.client(SQSClient);
  return aws.read(
    {
      action: 'sqs:GetQueueAttributes',
      key: `GetQueueAttributes ${id}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: id,
          AttributeNames: ['All'],
        }),
      );
      return Attributes;
    },
  );
}

/** The physical id is the queue's URL. */
function nameOf({ id }: Resource): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function deadLetterArn({ RedrivePolicy }: Attributes): string | undefined {
  if (!RedrivePolicy) return undefined;
  const policy: { deadLetterTargetArn?: string } = JSON.parse(RedrivePolicy);
  return policy.deadLetterTargetArn;
}

function signalOf(
  resource: Resource,
  attributes: Attributes,
  isDeadLetter: boolean,
  stack: StackView,
): Signal {
  const waiting = Number(attributes.ApproximateNumberOfMessages ?? 0);
  const inWork = Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
  const name = shortName(nameOf(resource), stack);
  const failed = isDeadLetter && waiting > 0;
  return {
    key: `queue/${resource.logicalId}`,
    title: `${isDeadLetter ? 'Dead-letter queue' : 'Queue'} ${name}`,
    status: failed ? 'degraded' : 'healthy',
    sentence: failed
      ? `${name} holds ${messages(waiting)} that failed`
      : `${messages(waiting)} waiting, ${inWork} in work`,
    resourceType: TYPE,
    resourceId: resource.id,
    facts: factsOf([
      ['Messages kept', timeOf(attributes.MessageRetentionPeriod)],
      ['Hidden while in work', timeOf(attributes.VisibilityTimeout)],
      ['Order kept', attributes.FifoQueue === 'true' ? 'yes' : 'no'],
    ]),
  };
}

function messages(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

function timeOf(seconds: string | undefined): string | undefined {
  return seconds && lasting(Number(seconds));
}
