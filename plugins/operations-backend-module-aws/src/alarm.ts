import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type {
  AlarmState,
  Fact,
  HealthStatus,
  Signal,
} from '@enginehouse/plugin-operations-common';
import type {
  AlarmReading,
  Resource,
  Source,
} from '@enginehouse/plugin-operations-node';
import { alarmTitle } from './alarmTitle';
import { alarmHistory } from './alarmHistory';
import { metricOf, thresholdOf } from './alarmThreshold';
import { describeAlarms } from './describeAlarms';

const STATUS: Record<AlarmState, HealthStatus> = {
  OK: 'healthy',
  ALARM: 'unhealthy',
  INSUFFICIENT_DATA: 'unknown',
};

/** CloudWatch alarms on metrics. */
export const alarm = sourceOf('AWS::CloudWatch::Alarm');

/** CloudWatch alarms on other alarms. */
export const compositeAlarm = sourceOf('AWS::CloudWatch::CompositeAlarm');

function sourceOf(resourceType: string): Source {
  return {
    resourceType,
    title: 'Alarm',
    alarmHistory: (resource, { aws }) => alarmHistory(resource.id, aws),
    async alarms(resources, { aws }) {
      return (await describeAlarms(resources, aws)).map(readingOf);
    },
    async health(resources, { aws }) {
      const alarms = await describeAlarms(resources, aws);
      return resources.map(resource =>
        signalOf(
          resource,
          alarms.find(({ AlarmName }) => AlarmName === resource.id),
        ),
      );
    },
  };
}

function readingOf(found: MetricAlarm & CompositeAlarm): AlarmReading {
  const state = found.StateValue ?? 'INSUFFICIENT_DATA';
  const since = found.StateTransitionedTimestamp ?? found.StateUpdatedTimestamp;
  return {
    arn: found.AlarmArn ?? '',
    name: found.AlarmName ?? '',
    title: alarmTitle(found.AlarmDescription),
    state,
    status: STATUS[state],
    since: since?.toISOString(),
    reason: found.StateReason ?? '',
    threshold: thresholdOf(found),
    metric: metricOf(found),
    composite: found.AlarmRule !== undefined,
    actionsEnabled: found.ActionsEnabled ?? false,
  };
}

/** A firing alarm degrades: how bad it is, the signals of what it watches say. */
function signalOf(
  resource: Resource,
  found?: MetricAlarm & CompositeAlarm,
): Signal {
  const name = alarmTitle(found?.AlarmDescription) || resource.id;
  const about = {
    key: `alarm/${resource.logicalId}`,
    title: `Alarm: ${name}`,
    resourceType: resource.type,
    resourceId: resource.id,
    facts: factsOf(found),
  };
  switch (found?.StateValue) {
    case 'OK':
      return { ...about, status: 'healthy', sentence: 'not firing' };
    case 'ALARM':
      return {
        ...about,
        status: 'degraded',
        sentence: `alarm fires: ${name}`,
      };
    case 'INSUFFICIENT_DATA':
      return {
        ...about,
        status: 'unknown',
        sentence: `alarm has no data: ${name}`,
      };
    default:
      return {
        ...about,
        status: 'unknown',
        sentence: `AWS does not know alarm ${resource.id}`,
      };
  }
}

function factsOf(found?: MetricAlarm & CompositeAlarm): Fact[] {
  return [
    { label: 'Reason', value: found?.StateReason },
    { label: 'About', value: found?.AlarmDescription },
  ].flatMap(({ label, value }) =>
    value ? [{ label, value, kind: 'text' as const }] : [],
  );
}
