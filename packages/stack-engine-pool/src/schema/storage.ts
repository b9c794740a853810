import { z } from 'zod';
import { group } from './fields';

export const storage = group(
  'Storage',
  z.strictObject({
    cache: z.enum(['EBS', 'EFS', 'DISK']).default('EBS').meta({
      title: 'Cache storage',
      description: 'EBS: a volume of its own for each engine.',
      group: 'storage',
      order: 1,
    }),
    ebsGiB: z.int().min(20).max(16384).default(200).meta({
      title: 'Cache volume',
      description: 'Size of each engine’s cache volume (gp3).',
      unit: 'GiB',
      group: 'storage',
      order: 2,
    }),
    s3ArtifactsBucketRef: z.string().min(3).optional().meta({
      title: 'Existing artifacts bucket',
      description: 'Left out, the pool gets a bucket of its own.',
      group: 'storage',
      order: 3,
    }),
    kmsKeyRef: z.string().min(1).optional().meta({
      title: 'Existing KMS key',
      description: 'Left out, the pool gets a key of its own.',
      group: 'storage',
      order: 4,
    }),
  }),
);
