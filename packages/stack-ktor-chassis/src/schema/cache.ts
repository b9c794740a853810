import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const cache = group(
  'Cache',
  z.strictObject({
    nodeType: z
      .string()
      .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/)
      .default('cache.t4g.micro')
      .meta({
        title: 'Node type',
        description: 'Prod has two nodes, the others one.',
        examples: ['cache.t4g.micro'],
        accepted: 'an ElastiCache node type such as cache.t4g.micro',
        group: 'cache',
        order: 1,
      }),
  }),
);
