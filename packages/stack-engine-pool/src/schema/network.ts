import { cidr, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';
import { cidrsOverlap } from '../cidr';

export const network = group(
  'Network',
  z
    .strictObject({
      vpcId: z
        .string()
        .regex(/^vpc-[0-9a-f]{8,17}$/)
        .optional()
        .meta({
          title: 'Existing VPC',
          description:
            'Its private subnets are used, one per zone. Left out, the pool gets a VPC of its own with two zones.',
          examples: ['vpc-0123456789abcdef0'],
          group: 'network',
          order: 1,
        }),
      cidr: cidr(16, 24, '10.40.0.0/16').default('10.40.0.0/16').meta({
        title: 'Address range of a new VPC',
        description: 'Not used with an existing VPC.',
        group: 'network',
        order: 2,
      }),
      allowedCidrs: z
        .array(cidr(8, 32, '10.0.0.0/8'))
        .max(20)
        .default([])
        .meta({
          title: 'Who may connect',
          description:
            'Address ranges let in on port 8443. Empty: that of the VPC, of several its first. Public ranges have a way in only where the load balancer is not internal.',
          group: 'network',
          order: 3,
        }),
      engineCidr: cidr(16, 24, '10.87.0.0/16').default('10.87.0.0/16').meta({
        title: 'Address range inside an engine',
        description:
          'Network of the containers an engine runs. It must not overlap the VPC.',
        group: 'network',
        order: 4,
      }),
    })
    .refine(n => n.vpcId !== undefined || !cidrsOverlap(n.cidr, n.engineCidr), {
      path: ['engineCidr'],
      message: 'overlaps network.cidr',
      params: { accepted: 'a block apart from network.cidr' },
    }),
);
