import { cidr, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

export const network = group(
  'Network',
  z.strictObject({
    zones: z
      .array(
        z
          .string()
          .regex(/^[a-z]$/)
          .meta({ accepted: 'a letter' }),
      )
      .length(2)
      .refine(([first, second]) => first !== second, {
        message: 'names one zone twice',
        params: { accepted: 'the letters of two zones of the region' },
      })
      .default(['a', 'c'])
      .meta({
        title: 'Zones',
        description:
          'Letters of two zones of the region. Prod stands in both; dev and staging in the first alone.',
        accepted: 'the letters of two zones of the region',
        group: 'network',
        order: 1,
      }),
    cidr: cidr(16, 22, '10.60.0.0/16').default('10.60.0.0/16').meta({
      title: 'Address range',
      description: 'Of the network, divided into six subnets of equal size.',
      group: 'network',
      order: 2,
    }),
    allowedCidrs: z
      .array(cidr(0, 32, '203.0.113.0/24'))
      .min(1)
      .max(20)
      .default(['0.0.0.0/0'])
      .meta({
        title: 'Who may connect',
        description:
          'Address ranges that reach the load balancer on ports 80 and 443.',
        group: 'network',
        order: 3,
      }),
  }),
);
