import { Charge, free, standing, unpriced, usage } from '../Charge';
import { membersOf, Properties, propertiesOf } from '../StackView';
import { Pricer } from './Pricer';

export const logGroup: Pricer = ({ properties }) => [
  usage(
    'Log lines taken in',
    properties.LogGroupClass === 'INFREQUENT_ACCESS'
      ? 'cloudwatch/logs.ingest.infrequent-access'
      : 'cloudwatch/logs.ingest.standard',
  ),
  usage('Log lines kept', 'cloudwatch/logs.storage'),
];

/** A filter is free; each combination of dimensions it reports is a metric. */
export const metricFilter: Pricer = () => [
  usage(
    'Each metric that a filter of the log reports',
    'cloudwatch/custom-metric.first-10k',
  ),
];

export const flowLog: Pricer = ({ properties }) => {
  const { LogDestinationType: destination = 'cloud-watch-logs' } = properties;
  return destination === 'cloud-watch-logs'
    ? [
        usage(
          'Flow logs delivered, in place of log lines taken in',
          'cloudwatch/logs.vended-ingest.first-10TB',
        ),
      ]
    : [unpriced(`Flow logs delivered to ${destination}.`)];
};

export const dashboard: Pricer = () => [
  standing('Dashboard', 'cloudwatch/dashboard'),
];

export const compositeAlarm: Pricer = () => [
  standing('Composite alarm', 'cloudwatch/alarm.composite'),
];

/** Below this an alarm looks more often than once a minute, and costs more. Seconds. */
const STANDARD_PERIOD = 60;

/** An alarm is charged for each metric it watches; one on a band counts as one of its own kind. */
export const alarm: Pricer = ({ properties }) => {
  const metrics = membersOf(properties.Metrics).map(propertiesOf);
  const watched = metrics
    .map(metric => metric.MetricStat)
    .filter(stat => stat !== undefined)
    .map(propertiesOf);
  const period = Math.min(
    ...[properties, ...watched]
      .map(({ Period }) => Number(Period ?? STANDARD_PERIOD))
      .filter(seconds => !Number.isNaN(seconds)),
  );
  const resolution = period < STANDARD_PERIOD ? 'high-resolution' : 'standard';
  return metrics.some(isBand)
    ? [
        standing(
          'Alarm on a band of what is usual',
          `cloudwatch/alarm.anomaly.${resolution}`,
        ),
      ]
    : [
        standing(
          watched.length > 1 ? 'Alarm, for each metric' : 'Alarm',
          ...([
            `cloudwatch/alarm.${resolution}`,
            Math.max(1, watched.length),
          ] as const),
        ),
      ];
};

function isBand({ Expression }: Properties): boolean {
  return String(Expression ?? '').startsWith('ANOMALY_DETECTION_BAND');
}

/** Target tracking makes an alarm for each direction; other policies are started by alarms of the template. */
export const scalingPolicy: Pricer = ({ properties }) => {
  const tracking =
    properties.TargetTrackingConfiguration ??
    properties.TargetTrackingScalingPolicyConfiguration;
  return tracking === undefined
    ? [free('A scaling policy carries no charge.')]
    : trackingAlarms(propertiesOf(tracking));
};

function trackingAlarms(tracking: Properties): Charge[] {
  const metrics = membersOf(
    propertiesOf(
      tracking.CustomizedMetricSpecification ??
        tracking.CustomizedScalingMetricSpecification,
    ).Metrics,
  ).filter(metric => propertiesOf(metric).MetricStat !== undefined);
  const directions = tracking.DisableScaleIn === true ? 1 : 2;
  return [
    standing(
      'Alarms that target tracking makes',
      'cloudwatch/alarm.standard',
      directions * Math.max(1, metrics.length),
    ),
  ];
}
