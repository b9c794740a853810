import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
} from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';

/**
 * Who asked the load balancer for what. The bucket stays when the stack goes, as
 * CloudFormation deletes none with objects in it; the objects expire by themselves.
 */
export function addAccessLogs(
  scope: Construct,
  { alb, config }: { alb: ApplicationLoadBalancer; config: KtorChassisConfig },
): void {
  const bucket = new Bucket(scope, 'AccessLogs', {
    // A load balancer writes to no bucket with a KMS key.
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [
      { expiration: Duration.days(config.observability.logRetentionDays) },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'It holds access logs itself; a log of who reads it would need a bucket of which the same could be asked.',
  );
  alb.logAccessLogs(bucket);
}
