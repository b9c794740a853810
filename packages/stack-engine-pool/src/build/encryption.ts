import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AnyPrincipal,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';

/**
 * The one key of the pool. It outlives the stack, because the retained artifacts
 * bucket cannot be read without it.
 */
export function addKey(
  stack: Stack,
  { service, logGroupName }: { service: string; logGroupName: string },
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
          'kms:EncryptionContext:aws:logs:arn': `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${logGroupName}`,
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
  allowAutoScaling(stack, key);
  return key;
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
