import { group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const firewall = group(
  'Firewall',
  z.strictObject({
    adminRequestsPer5Minutes: z
      .int()
      .min(10)
      .max(2_000_000_000)
      .default(100)
      .meta({
        title: 'Requests to /admin/ per address',
        description: 'In 5 minutes; an address that sends more is blocked.',
        unit: 'requests',
        group: 'firewall',
        order: 1,
      }),
  }),
);
