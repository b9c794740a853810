import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import {
  FlowLog,
  FlowLogDestination,
  FlowLogResourceType,
  FlowLogTrafficType,
  IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { flowLogGroupName, trailLogGroupName } from '../names';
import { addBucket } from './storage';

/** Connections of the VPC as lines of a log group of their own. */
export function addFlowLogs(
  stack: Stack,
  {
    service,
    vpc,
    kms,
    retention,
  }: { service: string; vpc: IVpc; kms: IKey; retention: RetentionDays },
): void {
  const logGroup = new LogGroup(stack, 'FlowLogs', {
    logGroupName: flowLogGroupName(service),
    encryptionKey: kms,
    retention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(stack, 'FlowLogRole', {
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
  });
  acknowledge(
    role,
    'NIST.800.53.R5-IAMNoInlinePolicy',
    'The policy names the one log group, and nobody else could use it',
  );
  new FlowLog(stack, 'FlowLog', {
    resourceType: FlowLogResourceType.fromVpc(vpc),
    trafficType: FlowLogTrafficType.ALL,
    destination: FlowLogDestination.toCloudWatchLogs(logGroup, role),
  });
}

/**
 * A trail of what changes in the account and of who reads and writes the artifacts. Its
 * bucket is its own, and outlives the stack: a trail that can be deleted proves little.
 */
export function addTrail(
  stack: Stack,
  {
    service,
    kms,
    artifacts,
    retention,
  }: {
    service: string;
    kms: IKey;
    artifacts: IBucket;
    retention: RetentionDays;
  },
): void {
  const bucket = addBucket(stack, 'TrailBucket', kms);
  const logGroup = new LogGroup(stack, 'TrailLogs', {
    logGroupName: trailLogGroupName(service),
    encryptionKey: kms,
    retention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const trail = new Trail(stack, 'Trail', {
    bucket,
    encryptionKey: kms,
    enableFileValidation: true,
    sendToCloudWatchLogs: true,
    cloudWatchLogGroup: logGroup,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
  });
  acknowledge(
    trail,
    'NIST.800.53.R5-IAMNoInlinePolicy',
    'The policy names the log group of this trail, and nobody else could use it',
  );
  trail.addS3EventSelector([{ bucket: artifacts }]);
  acknowledge(
    artifacts,
    ['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
    'The trail records who reads and writes its objects, sooner and more reliably than server access logs',
  );
}
