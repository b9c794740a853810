import { z } from 'zod';

const facts = {
  fips: z.boolean('true or false').default(false),
  rootDevice: z
    .string()
    .regex(/^\/dev\/[a-z0-9]+$/, 'the name of a device such as /dev/sda1')
    .optional(),
};

/** Machine images by baseline, an environment's `amis`: each by its id, or by the SSM parameter that holds the id. */
export const amisSchema = z.record(
  z.string(),
  z.union(
    [
      z.strictObject({
        id: z.string().regex(/^ami-[0-9a-f]+$/, 'the id of an image, ami-…'),
        ...facts,
      }),
      z.strictObject({
        ssm: z.string().startsWith('/', 'the name of an SSM parameter'),
        ...facts,
      }),
    ],
    'an image, { id: ami-… } or { ssm: /parameter/name }, and fips: true where it is FIPS validated',
  ),
  'images by baseline',
);

/**
 * Images of an environment; `fips` says whether an image is FIPS 140 validated, `rootDevice` what
 * it calls its root volume, such as /dev/sda1: AWS is asked where it is left out.
 */
export type Amis = z.output<typeof amisSchema>;
