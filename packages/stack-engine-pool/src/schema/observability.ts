import { flag, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

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
        description:
          'OTLP over HTTP. Each host sends the engine’s metrics, its own and the engine’s log there; an engine exports no traces, its clients do.',
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
    flowLogs: flag(false).meta({
      title: 'VPC flow logs',
      description:
        'Connections of the VPC, accepted and refused, as log lines.',
      group: 'observability',
      order: 3,
    }),
    cloudTrail: flag(false).meta({
      title: 'CloudTrail',
      description:
        'A trail of its own: changes in the account, and who reads and writes the artifacts.',
      group: 'observability',
      order: 4,
    }),
  }),
);
