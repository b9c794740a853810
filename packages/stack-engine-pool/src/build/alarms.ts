import { Duration, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  Alarm,
  AlarmProps,
  ComparisonOperator,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Endpoint } from './endpoint';

/** Alarms of the pool and the topic people subscribe to. */
export function addAlarms(
  stack: Stack,
  {
    engines,
    endpoint,
    kms,
  }: { engines: AutoScalingGroup; endpoint: Endpoint; kms: IKey },
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
  const alarm = (id: string, props: AlarmProps) => {
    const action = new SnsAction(topic);
    const added = new Alarm(stack, id, props);
    added.addAlarmAction(action);
    added.addOkAction(action);
  };

  // Missing data leaves it undecided: an engine that reports no CPU is not known to be idle.
  alarm('HighCpu', {
    alarmDescription: 'Engines use more than 80 % CPU on average for 5 minutes',
    metric: new Metric({
      namespace: 'AWS/EC2',
      metricName: 'CPUUtilization',
      dimensionsMap: { AutoScalingGroupName: engines.autoScalingGroupName },
      statistic: 'Average',
      period: Duration.minutes(1),
    }),
    threshold: 80,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 5,
    treatMissingData: TreatMissingData.MISSING,
  });
  // Missing data is alarming: the load balancer counts as long as it has a target.
  alarm('NoHealthyEngine', {
    alarmDescription: 'The endpoint has no healthy engine',
    metric: endpoint.targets.metrics.healthyHostCount({
      statistic: 'Maximum',
      period: Duration.minutes(1),
    }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.BREACHING,
  });
}
