import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AnyPrincipal,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { KeyValue } from '@enginehouse/stack-kit';

/** The key of the pool: one that is there already, whose policy its owner keeps, or the pool's own. */
export function encryptionKey(
  stack: Stack,
  {
    existing,
    ...own
  }: { existing?: KeyValue; service: string; logGroupNames: string[] },
): IKey {
  return existing
    ? Key.fromKeyArn(stack, 'Key', existing.keyArn)
    : addKey(stack, own);
}

/**
 * The one key of the pool. It outlives the stack, because the retained artifacts
 * bucket cannot be read without it.
 */
function addKey(
  stack: Stack,
  { service, logGroupNames }: { service: string; logGroupNames: string[] },
): Key {
  const key = new Key(stack, 'Key', {
    description: `Storage, logs and alarms of the Dagger engine pool of ${service}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LogGroup',
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: [
        'kms:Encrypt*',
        'kms:Decrypt*',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:Describe*',
      ],
      resources: ['*'],
      conditions: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': logGroupNames.map(
            name =>
              `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${name}`,
          ),
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsToTopic',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
  key.addToResourcePolicy(trailStatement(stack));
  allowAutoScaling(stack, key);
  return key;
}

/** Lets CloudTrail encrypt what it writes (AWS: "Configure AWS KMS key policies for CloudTrail"). */
function trailStatement(stack: Stack): PolicyStatement {
  return new PolicyStatement({
    sid: 'Trail',
    principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
    actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
  });
}

/**
 * Auto Scaling starts instances with encrypted volumes through its service-linked role
 * (AWS: "Required AWS KMS key policy for use with encrypted volumes"). The role is
 * matched by condition: naming it as principal fails in accounts where no group has
 * made it yet.
 */
function allowAutoScaling(stack: Stack, key: Key): void {
  const role = `arn:${stack.partition}:iam::${stack.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const isRole = {
    StringEquals: {
      'kms:CallerAccount': stack.account,
      'aws:PrincipalArn': role,
    },
  };
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AutoScalingUse',
      principals: [new AnyPrincipal()],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: isRole,
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AutoScalingVolumes',
      principals: [new AnyPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { ...isRole, Bool: { 'kms:GrantIsForAWSResource': true } },
    }),
  );
}
