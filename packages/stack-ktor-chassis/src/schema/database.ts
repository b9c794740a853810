import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

/** Capacity units come in halves (AWS: Aurora Serverless v2 capacity). */
const acu = (title: string, order: number, from: number) =>
  z
    .number()
    .min(from)
    .max(256)
    .multipleOf(0.5)
    .meta({
      title,
      unit: 'ACU',
      accepted: `${from} to 256 ACU in steps of 0.5`,
      group: 'database',
      order,
    });

export const database = group(
  'Database',
  z.strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,62}$/)
      .default('app')
      .meta({
        title: 'Database name',
        description: 'Made with the cluster; a restored one keeps its own.',
        examples: ['app'],
        group: 'database',
        order: 1,
      }),
    minAcu: acu('Least capacity', 2, 0.5).default(0.5).meta({
      description:
        'What an idle instance keeps; 1 ACU is about 2 GiB of memory.',
    }),
    maxAcu: acu('Most capacity', 3, 1).optional().meta({
      description: 'Left out: 128 in prod, 4 elsewhere.',
    }),
    maxReaders: z.int().min(1).max(15).default(15).meta({
      title: 'Most readers',
      description: 'Prod only: readers are added up to this number.',
      unit: 'readers',
      group: 'database',
      order: 4,
    }),
    readerCpuTarget: z.int().min(10).max(90).default(70).meta({
      title: 'Reader CPU to aim at',
      description: 'Prod only: readers are added above it.',
      unit: '%',
      group: 'database',
      order: 5,
    }),
    engineVersion: z
      .string()
      .regex(/^15\.\d+$/)
      .default('15.17')
      .meta({
        title: 'Version of Aurora PostgreSQL',
        examples: ['15.17'],
        accepted: 'a version 15 such as 15.17',
        group: 'database',
        order: 6,
      }),
    backupDays: z.int().min(1).max(35).default(7).meta({
      title: 'Backups kept',
      unit: 'days',
      group: 'database',
      order: 7,
    }),
    borrowTimeoutSeconds: z.int().min(1).max(300).default(120).meta({
      title: 'Longest wait for a connection',
      description:
        'How long the proxy lets a client wait while all connections to the database are taken.',
      unit: 'seconds',
      group: 'database',
      order: 8,
    }),
  }),
);
