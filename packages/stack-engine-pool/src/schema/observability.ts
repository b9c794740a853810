import { z } from 'zod';
import { group } from './fields';

/** The periods CloudWatch Logs knows (AWS: PutRetentionPolicy), from one day on. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
];

export const observability = group(
  'Observability',
  z.strictObject({
    otlpEndpoint: z
      .url({ protocol: /^https?$/ })
      .optional()
      .meta({
        title: 'OpenTelemetry collector',
        examples: ['https://collector.example.com:4318'],
        group: 'observability',
        order: 2,
      }),
    logRetentionDays: z.literal(RETENTION_DAYS).default(365).meta({
      title: 'Log retention',
      unit: 'days',
      group: 'observability',
      order: 1,
    }),
  }),
);
