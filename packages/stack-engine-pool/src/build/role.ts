import { ArnFormat, CfnElement, Stack } from 'aws-cdk-lib';
import {
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { EnginePoolConfig } from '../schema';
import { serverTemplateArn } from './instance/certificate';
import { METRIC_NAMESPACES } from './instance/metrics';

/** What CDK's grants on a bucket and a key allow. */
const GRANTED_VERBS = [
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
  's3:Abort*',
  's3:DeleteObject*',
  's3:GetBucket*',
  's3:GetObject*',
  's3:List*',
];

/** What an engine's instance may do: certificates, logs, metrics, artifacts, SSM sessions. */
export function addRole(
  stack: Stack,
  {
    config,
    kms,
    bucket,
    logs,
    targetGroupArn,
  }: {
    config: EnginePoolConfig;
    kms: IKey;
    bucket: IBucket;
    logs: ILogGroup;
    /** Of the endpoint, which engines leave by themselves. */
    targetGroupArn: string;
  },
): Role {
  const role = new Role(stack, 'EngineRole', {
    description: 'Instances of the Dagger engine pool',
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore'),
    ],
  });
  const { acmPcaArn, allowedClientArns } = config.endpoint.mtls;
  const allow = (actions: string[], resources: string[], conditions = {}) =>
    role.addToPolicy(new PolicyStatement({ actions, resources, conditions }));

  allow(['acm-pca:IssueCertificate'], [acmPcaArn], {
    StringEquals: { 'acm-pca:TemplateArn': serverTemplateArn(stack.partition) },
  });
  allow(
    [
      'acm-pca:DescribeCertificateAuthority',
      'acm-pca:GetCertificate',
      'acm-pca:GetCertificateAuthorityCertificate',
    ],
    [acmPcaArn],
  );
  if (allowedClientArns.length > 0)
    allow(['acm:GetCertificate'], allowedClientArns);
  allow(['cloudwatch:PutMetricData'], ['*'], {
    StringEquals: { 'cloudwatch:namespace': METRIC_NAMESPACES },
  });
  // By name: the group itself waits for this role.
  allow(
    [
      'autoscaling:CompleteLifecycleAction',
      'autoscaling:RecordLifecycleActionHeartbeat',
      'autoscaling:SetInstanceProtection',
    ],
    [
      stack.formatArn({
        service: 'autoscaling',
        resource: 'autoScalingGroup',
        resourceName: `*:autoScalingGroupName/${stack.stackName}-*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  );
  allow(['elasticloadbalancing:DeregisterTargets'], [targetGroupArn]);
  // The CloudWatch agent reads the instance's tags for its dimensions.
  allow(['ec2:DescribeTags'], ['*']);
  logs.grantWrite(role);
  logs.grant(role, 'logs:DescribeLogStreams');
  bucket.grantReadWrite(role);
  kms.grantEncryptDecrypt(role);
  acknowledge(
    role,
    'AwsSolutions-IAM4',
    'AmazonSSMManagedInstanceCore is what the SSM agent needs and no more; AWS keeps it in step with the agent',
  );
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'ec2:DescribeTags and cloudwatch:PutMetricData know no resources; metrics are limited to the namespaces of the pool',
  );
  acknowledge(
    role,
    [
      ...GRANTED_VERBS.map(verb => `AwsSolutions-IAM5[Action::${verb}]`),
      `AwsSolutions-IAM5[Resource::${objectsOf(stack, bucket)}]`,
    ],
    'Variants of reading, writing and encrypting, granted on the one bucket and key of the pool',
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:autoscaling:${stack.region}:${stack.account}:autoScalingGroup:*:autoScalingGroupName/${stack.stackName}-*]`,
    'The group waits for this role, so its name is not known yet; only groups of this stack are called so',
  );
  acknowledge(
    role,
    'NIST.800.53.R5-IAMNoInlinePolicy',
    'The policy names resources of this pool, and nobody else could use it',
  );
  return role;
}

/** The objects of a bucket in cdk-nag's words. */
function objectsOf(stack: Stack, bucket: IBucket): string {
  const { defaultChild } = bucket.node;
  return defaultChild && CfnElement.isCfnElement(defaultChild)
    ? `<${stack.resolve(defaultChild.logicalId)}.Arn>/*`
    : bucket.arnForObjects('*');
}
