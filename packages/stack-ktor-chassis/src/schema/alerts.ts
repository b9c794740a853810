import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const alerts = group(
  'Alerts',
  z.strictObject({
    emails: z
      .array(z.email().meta({ accepted: 'an e-mail address' }))
      .max(20)
      .default([])
      .meta({
        title: 'Who learns of vulnerable images',
        description:
          'E-mail addresses told of CRITICAL and HIGH findings; each must confirm once.',
        examples: ['team@example.com'],
        group: 'basics',
        order: 3,
      }),
  }),
);
