import { flag, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const featureFlags = group(
  'Feature flags',
  z.strictObject({
    sharedCacheEfs: flag(false).meta({
      title: 'Hand caches on over EFS',
      description:
        'With the cache on EFS: the cache of an engine that ended is taken over by the next one, on any host. Off, it is deleted with its engine.',
      group: 'features',
      order: 1,
    }),
    enableEcrMirror: flag(false).meta({
      title: 'ECR pull-through mirror',
      description:
        'The engine’s image comes from ghcr.io through a cache in ECR instead of Dagger’s registry.',
      group: 'features',
      order: 2,
    }),
    ecrMirrorSecretArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[\w+=,.@/-]+$/,
      )
      .optional()
      .meta({
        title: 'Sign-in of the mirror',
        description:
          'Secret with `username` and `accessToken` for ghcr.io, which ECR signs in with.',
        examples: [
          'arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf',
        ],
        accepted:
          'the ARN of a secret whose name starts with ecr-pullthroughcache/',
        group: 'features',
        order: 3,
      }),
  }),
);
