import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { alarmTitle } from '../alarmTitle';
import { describeAlarms } from '../describeAlarms';
import { afterColon } from '../elb/balancerMetrics';

const TYPE = 'AWS::CloudWatch::Alarm';
/** As many alarms as AWS watches for one instance refresh. */
const MOST = 10;
/** How long after a minute CloudWatch may judge it. */
const LATE_SECONDS = 60;

/** The alarms by which AWS stops a roll. */
export interface HealthGate {
  alarms: MetricAlarm[];
  /** They fire already: a refresh that watches one would fail at once, and a roll is often the cure. */
  firing: MetricAlarm[];
}

/**
 * The stack's alarms on the health of a group's targets. Without them, and with the EC2 health check that groups have by default, an
 * instance refresh goes on as soon as new instances run, whether or not they serve.
 *
 * @param leastServing - instances that stay in service; where none does, an alarm on too few healthy targets fires anyway
 */
export async function healthGate(
  group: AutoScalingGroup,
  leastServing: number,
  { resources, aws }: Pick<SourceContext, 'resources' | 'aws'>,
): Promise<HealthGate> {
  const targets = (group.TargetGroupARNs ?? []).map(afterColon);
  const metrics = [
    'UnHealthyHostCount',
    ...(leastServing > 0 ? ['HealthyHostCount'] : []),
  ];
  const all = await describeAlarms(
    resources.filter(({ type }) => type === TYPE),
    aws,
  );
  const about = all
    .filter(
      ({ MetricName = '', Dimensions = [] }) =>
        metrics.includes(MetricName) &&
        Dimensions.some(
          ({ Name, Value = '' }) =>
            Name === 'TargetGroup' && targets.includes(Value),
        ),
    )
    .sort((a, b) => (a.AlarmName ?? '').localeCompare(b.AlarmName ?? ''));
  const firing = about.filter(({ StateValue }) => StateValue === 'ALARM');
  return {
    alarms: about.filter(alarm => !firing.includes(alarm)).slice(0, MOST),
    firing,
  };
}

/** How long a new instance has to run before every alarm of the gate would have told; 0 without alarms. */
export function secondsToTell({ alarms }: HealthGate): number {
  return Math.max(
    0,
    ...alarms.map(
      ({ Period = 0, EvaluationPeriods = 0 }) =>
        Period * EvaluationPeriods + LATE_SECONDS,
    ),
  );
}

/** What stops a roll, in words; empty where the group's own health check asks the load balancer. */
export function gateInWords(
  group: AutoScalingGroup,
  gate: HealthGate,
): string[] {
  const { alarms, firing } = gate;
  if (alarms.length + firing.length === 0) {
    return group.HealthCheckType?.includes('ELB')
      ? []
      : ['no alarm stops it: AWS goes on when new instances run'];
  }
  return [
    ...(alarms.length > 0
      ? [
          `AWS stops it when an alarm fires (${titles(
            alarms,
          )}), and watches each new instance for ${Math.ceil(
            secondsToTell(gate) / 60,
          )} minutes`,
        ]
      : []),
    ...(firing.length > 0
      ? [`what fires already cannot stop it (${titles(firing)})`]
      : []),
  ];
}

function titles(alarms: MetricAlarm[]): string {
  return alarms
    .map(
      ({ AlarmDescription, AlarmName = '' }) =>
        alarmTitle(AlarmDescription) || AlarmName,
    )
    .join(', ');
}
