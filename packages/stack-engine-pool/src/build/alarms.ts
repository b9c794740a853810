import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AlarmConfig,
  alarmsConfig,
  fillIn,
  MetricConfig,
  PoolNames,
} from './observability';

const WORDS = {
  breaching: 'alarming',
  notBreaching: 'fine',
  ignore: 'no change',
  missing: 'undecided',
};

const COMPARISONS = {
  GreaterThanThreshold: ComparisonOperator.GREATER_THAN_THRESHOLD,
  GreaterThanOrEqualToThreshold:
    ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  LessThanThreshold: ComparisonOperator.LESS_THAN_THRESHOLD,
  LessThanOrEqualToThreshold:
    ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
};

/** The alarms of the pool and the topic people subscribe to. */
export function addAlarms(
  stack: Stack,
  { names, kms }: { names: PoolNames; kms: IKey },
): void {
  const topic = new Topic(stack, 'Alarms', {
    displayName: 'Dagger engine pool alarms',
    masterKey: kms,
    enforceSSL: true,
  });
  topic.grantPublish(
    new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  const action = new SnsAction(topic);
  for (const config of alarmsConfig) {
    const added = alarm(stack, fillIn(config, names));
    added.addAlarmAction(action);
    added.addOkAction(action);
  }
}

function alarm(stack: Stack, config: AlarmConfig): Alarm {
  const { id, missingData, missingDataMeans, evaluationPeriods } = config;
  const props = {
    alarmDescription: `${config.description}. Missing data is ${WORDS[missingData]}: ${missingDataMeans}.`,
    evaluationPeriods,
    treatMissingData: missingData as TreatMissingData,
  };
  if ('anomalyBandDeviations' in config) {
    return new AnomalyDetectionAlarm(stack, id, {
      ...props,
      metric: metric(config.metric),
      stdDevs: config.anomalyBandDeviations,
      comparisonOperator:
        ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
    });
  }
  return new Alarm(stack, id, {
    ...props,
    metric: measured(config),
    threshold: config.threshold,
    comparisonOperator: COMPARISONS[config.comparison],
  });
}

function measured(
  config: Exclude<AlarmConfig, { anomalyBandDeviations: number }>,
): IMetric {
  if ('metric' in config) return metric(config.metric);
  const used = Object.entries(config.metrics);
  const seconds = Math.max(...used.map(([, m]) => m.periodSeconds));
  return new MathExpression({
    expression: config.expression,
    usingMetrics: Object.fromEntries(used.map(([id, m]) => [id, metric(m)])),
    period: Duration.seconds(seconds),
  });
}

function metric(config: MetricConfig): Metric {
  return new Metric({
    namespace: config.namespace,
    metricName: config.name,
    dimensionsMap: config.dimensions,
    statistic: config.statistic,
    period: Duration.seconds(config.periodSeconds),
  });
}
