import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const engine = group(
  'Engine',
  z.strictObject({
    version: z
      .string()
      .regex(/^v\d+\.\d+\.\d+$/)
      .default('v0.21.8')
      .meta({
        title: 'Dagger version',
        description:
          'Tag of registry.dagger.io/engine. Clients should run the same version. A change reaches engines that start afterwards.',
        examples: ['v0.21.8'],
        group: 'engine',
        order: 1,
      }),
    logLevel: z
      .enum(['error', 'warn', 'info', 'debug'])
      .default('info')
      .meta({ title: 'Log level', group: 'engine', order: 2 }),
  }),
);
