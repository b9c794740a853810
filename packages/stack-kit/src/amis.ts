import { z } from 'zod';

const fips = z.boolean('true or false').default(false);

/** Machine images by baseline, an environment's `amis`: each by its id, or by the SSM parameter that holds the id. */
export const amisSchema = z.record(
  z.string(),
  z.union(
    [
      z.strictObject({ id: z.string().regex(/^ami-[0-9a-f]+$/), fips }),
      z.strictObject({ ssm: z.string().startsWith('/'), fips }),
    ],
    'an image, { id: ami-… } or { ssm: /parameter/name }, and fips: true where it is FIPS validated',
  ),
  'images by baseline',
);

/** Images of an environment; `fips` says whether an image is FIPS 140 validated. */
export type Amis = z.output<typeof amisSchema>;
