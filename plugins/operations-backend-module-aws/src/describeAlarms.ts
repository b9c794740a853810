import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type CompositeAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 3_000;
/** As many names as one call takes. */
const AT_ONCE = 100;

/** The alarms as CloudWatch sees them, shared for some seconds. Alarms it does not know are missing. */
export async function describeAlarms(
  resources: Resource[],
  aws: AwsHandle,
): Promise<(MetricAlarm & CompositeAlarm)[]> {
  const names = resources.map(resource => resource.id).sort();
  const batches: string[][] = [];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    batches.push(names.slice(start, start + AT_ONCE));
  }
  const answers = await Promise.all(
    batches.map(batch => describeBatch(batch, aws)),
  );
  return answers.flat();
}

function describeBatch(
  names: string[],
  aws: AwsHandle,
): Promise<(MetricAlarm & CompositeAlarm)[]> {
  const client = aws.client(CloudWatchClient);
  return aws.read(
    {
      action: 'cloudwatch:DescribeAlarms',
      key: `DescribeAlarms ${names.join()}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeAlarmsCommand({
          AlarmNames: names,
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: AT_ONCE,
        }),
      );
      return [
        ...(answer.MetricAlarms ?? []),
        ...(answer.CompositeAlarms ?? []),
      ];
    },
  );
}
