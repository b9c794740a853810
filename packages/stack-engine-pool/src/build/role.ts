import { Stack } from 'aws-cdk-lib';
import {
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { EnginePoolConfig } from '../schema';
import { serverTemplateArn } from './instance/certificate';
import { METRIC_NAMESPACES } from './instance/metrics';

/** What an engine's instance may do: certificates, logs, metrics, artifacts, SSM sessions. */
export function addRole(
  stack: Stack,
  {
    config,
    kms,
    bucket,
    logs,
  }: { config: EnginePoolConfig; kms: IKey; bucket: IBucket; logs: ILogGroup },
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
  // The CloudWatch agent reads the instance's tags for its dimensions.
  allow(['ec2:DescribeTags'], ['*']);
  logs.grantWrite(role);
  logs.grant(role, 'logs:DescribeLogStreams');
  bucket.grantReadWrite(role);
  kms.grantEncryptDecrypt(role);
  return role;
}
