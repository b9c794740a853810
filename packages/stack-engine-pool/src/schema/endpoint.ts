import { arn, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

const mtls = group(
  'Mutual TLS',
  z.strictObject({
    acmPcaArn: arn(
      'acm-pca',
      'certificate-authority',
      'arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012',
    ).meta({
      title: 'Private CA',
      description:
        'ACM Private CA that signs the engines’ certificates and whose clients are let in. A client certificate amounts to the right to run anything on the pool: use a CA of its own.',
      group: 'basics',
      order: 4,
    }),
    allowedClientArns: z
      .array(
        arn(
          'acm',
          'certificate',
          'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
        ),
      )
      .max(20)
      .default([])
      .meta({
        title: 'Allowed client certificates',
        description:
          'ACM certificates that may connect. Empty: every certificate of the private CA.',
        group: 'endpoint',
        order: 1,
      }),
  }),
);

export const endpoint = group(
  'Endpoint',
  z.strictObject({
    hostname: z
      .string()
      .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/)
      .optional()
      .meta({
        title: 'Host name',
        description:
          'Gets a private zone and a record for the endpoint in the VPC, and stands in the server certificates.',
        examples: ['dagger.engine.local'],
        group: 'endpoint',
        order: 2,
      }),
    nlbInternal: z.boolean().default(true).meta({
      title: 'Internal load balancer',
      description:
        'The endpoint is reachable inside the network only. Off needs compliance.forbidPublicExposure off, a network of its own and address ranges to let in.',
      group: 'endpoint',
      order: 3,
    }),
    mtls,
  }),
);
