import { Stack } from 'aws-cdk-lib';
import {
  PredefinedMetric,
  ScalableTarget,
  ServiceNamespace,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { Role } from 'aws-cdk-lib/aws-iam';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';

/** Adds readers while those there are busy, and takes them away again; the standby stays. */
export function scaleReaders(
  scope: Construct,
  cluster: DatabaseCluster,
  database: KtorChassisConfig['database'],
): void {
  const stack = Stack.of(scope);
  const target = new ScalableTarget(scope, 'Readers', {
    serviceNamespace: ServiceNamespace.RDS,
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${cluster.clusterIdentifier}`,
    minCapacity: 1,
    maxCapacity: database.maxReaders,
    // Application Auto Scaling makes this role itself when the first target is registered.
    role: Role.fromRoleArn(
      scope,
      'ReaderScaling',
      `arn:${stack.partition}:iam::${stack.account}:role/aws-service-role/rds.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_RDSCluster`,
      { mutable: false },
    ),
  });
  // Readers can be counted only where there is one.
  target.node.addDependency(cluster.node.findChild('Reader'));
  target.scaleToTrackMetric('ReaderCpu', {
    predefinedMetric: PredefinedMetric.RDS_READER_AVERAGE_CPU_UTILIZATION,
    targetValue: database.readerCpuTarget,
  });
}
