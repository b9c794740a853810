import type { CapabilityInfo } from '@enginehouse/stack-kit';
import { TLS_PORT } from './build/ports';

/** What a pool offers to other components, and what it takes to use it. */
export const capabilities = {
  'dagger:endpoint': {
    description:
      'Where engines are reached: tlsUrl is what Dagger clients understand; endpointUrl is its alias with the scheme grpcs.',
    values: {
      endpointUrl: 'Address of the engines with the scheme grpcs',
      tlsUrl: 'Address of the engines as Dagger clients understand it',
      hostname: 'Name that the certificate of the engines is for',
      securityGroupId: 'Security group that lets clients in',
      certificateAuthorityArn:
        'Private CA that signs the certificates of engines and clients',
    },
    grants: {
      ingress: [{ securityGroup: '{securityGroupId}', port: TLS_PORT }],
    },
  },
  'storage:artifacts': {
    description: 'Encrypted bucket for bundles, SBOMs and provenance.',
    values: {
      bucketArn: 'ARN of the bucket for artifacts',
      bucketName: 'Name of the bucket for artifacts',
      keyArn: 'ARN of the key that encrypts the bucket',
    },
    grants: {
      statements: [
        { actions: ['s3:ListBucket'], resources: ['{bucketArn}'] },
        {
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: ['{bucketArn}/*'],
        },
        {
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: ['{keyArn}'],
        },
      ],
    },
  },
  'security:kms': {
    description: 'Key that encrypts all storage of the pool.',
    values: {
      keyArn: 'ARN of the key that encrypts the pool',
      keyId: 'Id of the key that encrypts the pool',
    },
    grants: {
      statements: [
        {
          actions: [
            'kms:Decrypt',
            'kms:DescribeKey',
            'kms:Encrypt',
            'kms:GenerateDataKey',
          ],
          resources: ['{keyArn}'],
        },
      ],
    },
  },
  'logging:cloudwatch': {
    description: 'Log group of the engines and their TLS terminators.',
    values: {
      logGroupName: 'Name of the log group of the engines',
      logGroupArn: 'ARN of the log group of the engines',
    },
    grants: {
      statements: [
        {
          actions: [
            'logs:CreateLogStream',
            'logs:DescribeLogStreams',
            'logs:PutLogEvents',
          ],
          resources: ['{logGroupArn}:*'],
        },
      ],
    },
  },
} satisfies Record<string, CapabilityInfo>;
