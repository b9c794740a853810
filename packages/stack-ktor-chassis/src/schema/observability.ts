import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

/** The periods CloudWatch Logs knows (AWS: PutRetentionPolicy), from one day on. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
];

export const observability = group(
  'Observability',
  z.strictObject({
    logRetentionDays: z.literal(RETENTION_DAYS).default(90).meta({
      title: 'Log retention',
      description: 'Of containers, network flows and access logs.',
      unit: 'days',
      group: 'observability',
      order: 1,
    }),
    containerInsights: z
      .enum(['enabled', 'enhanced'])
      .default('enhanced')
      .meta({
        title: 'Container Insights',
        description:
          'Enhanced: CPU, memory and network of each task and container. Enabled: of each service.',
        group: 'observability',
        order: 2,
      }),
  }),
);
