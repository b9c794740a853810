import { flag, group } from '@enginehouse/stack-kit/fields';
import { z } from 'zod';

/** What may not be combined; each names itself when it refuses. */
export const compliance = group(
  'Compliance',
  z.strictObject({
    forbidPublicExposure: flag(true).meta({
      title: 'Forbid public exposure',
      description: 'Refuses a load balancer that is open to the internet.',
      group: 'compliance',
      order: 3,
    }),
    forbidNonFipsAmi: flag(true).meta({
      title: 'Forbid images without FIPS in FIPS mode',
      description:
        'Refuses, in FIPS mode, an image that the environment does not mark as one of FIPS.',
      group: 'compliance',
      order: 4,
    }),
    forbidNoKms: flag(true).meta({
      title: 'Forbid storage without KMS',
      description:
        'Refuses a cache on the disks of the instances, and an existing bucket that is not encrypted with a KMS key.',
      group: 'compliance',
      order: 5,
    }),
  }),
);
