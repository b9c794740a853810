import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  type AlarmHistoryItem as HistoryItem,
} from '@aws-sdk/client-cloudwatch';
import type {
  AlarmHistoryItem,
  AlarmHistoryItemKindEnum,
  AlarmState,
} from '@enginehouse/plugin-operations-common';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { z } from 'zod';

const SHARED_FOR_MS = 5_000;
const AT_MOST = 100;

const KIND: Record<string, AlarmHistoryItemKindEnum> = {
  StateUpdate: 'state',
  ConfigurationUpdate: 'configuration',
};

const alarmState = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
const side = z.object({
  stateValue: alarmState,
  stateReason: z.string().optional(),
});
/** `HistoryData` of a state update, as CloudWatch's user guide gives it. */
const stateUpdate = z.object({
  oldState: side.optional(),
  newState: side.optional(),
});

/** What happened to one alarm, newest first, at most 100. */
export function alarmHistory(
  alarmName: string,
  aws: AwsHandle,
): Promise<AlarmHistoryItem[]> {
  const client = aws.client(CloudWatchClient);
  return aws.read(
    {
      action: 'cloudwatch:DescribeAlarmHistory',
      key: `DescribeAlarmHistory ${alarmName}`,
      ttl: SHARED_FOR_MS,
    },
    async () => {
      const answer = await client.send(
        new DescribeAlarmHistoryCommand({
          AlarmName: alarmName,
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: AT_MOST,
          ScanBy: 'TimestampDescending',
        }),
      );
      return (answer.AlarmHistoryItems ?? []).map(itemOf);
    },
  );
}

function itemOf(item: HistoryItem): AlarmHistoryItem {
  return {
    at: item.Timestamp?.toISOString() ?? '',
    kind: KIND[item.HistoryItemType ?? ''] ?? 'action',
    summary: item.HistorySummary ?? '',
    ...transitionOf(item),
  };
}

function transitionOf(item: HistoryItem): {
  from?: AlarmState;
  to?: AlarmState;
  reason?: string;
} {
  if (item.HistoryItemType !== 'StateUpdate') return {};
  const parsed = stateUpdate.safeParse(parseJson(item.HistoryData ?? ''));
  if (!parsed.success) return {};
  const { oldState, newState } = parsed.data;
  return {
    from: oldState?.stateValue,
    to: newState?.stateValue,
    reason: newState?.stateReason,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
