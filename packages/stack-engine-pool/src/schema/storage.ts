import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const storage = group(
  'Storage',
  z.strictObject({
    cache: z.enum(['EBS', 'EFS', 'DISK']).default('EBS').meta({
      title: 'Cache storage',
      description:
        'EBS: a volume of its own for each engine. DISK: the disks of the instance, faster and lost with it. EFS: a volume in a file on a shared file system; the slowest.',
      group: 'storage',
      order: 1,
    }),
    ebsGiB: z.int().min(20).max(16384).default(200).meta({
      title: 'Cache volume',
      description:
        'Size of each engine’s cache on EBS (gp3), and its bound on EFS; DISK takes what the instance has.',
      unit: 'GiB',
      group: 'storage',
      order: 2,
    }),
    s3ArtifactsBucketRef: z
      .string()
      .regex(/^(arn:aws[a-z-]*:s3:::)?[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional()
      .meta({
        title: 'Existing artifacts bucket',
        description:
          'Name or ARN of a bucket in the same account and region. Left out, the pool gets a bucket of its own.',
        examples: ['ci-artifacts'],
        accepted: 'the name or ARN of an S3 bucket',
        group: 'storage',
        order: 3,
      }),
    kmsKeyRef: z
      .string()
      .regex(
        /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:)?(key\/|alias\/)?[\w/-]+$/,
      )
      .optional()
      .meta({
        title: 'Existing KMS key',
        description:
          'ARN, id or alias of a key in the same account and region whose policy lets CloudWatch Logs, CloudWatch alarms, CloudTrail and Auto Scaling use it. Left out, the pool gets a key of its own.',
        examples: ['alias/ci-storage'],
        accepted: 'the ARN, id or alias/… of a KMS key',
        group: 'storage',
        order: 4,
      }),
    artifactsQuotaGiB: z.int().min(1).max(1_000_000).default(500).meta({
      title: 'Artifacts quota',
      description:
        'An alarm goes off above 90 % of it. S3 itself has no limit, and counts once a day.',
      unit: 'GiB',
      group: 'storage',
      order: 5,
    }),
  }),
);
