import { z } from 'zod';
import { capacity } from './capacity';
import { endpoint } from './endpoint';
import { engine } from './engine';
import { group } from './fields';
import { network } from './network';
import { observability } from './observability';
import { storage } from './storage';

const flag = (
  initial: boolean,
  title: string,
  section: string,
  order: number,
) => z.boolean().default(initial).meta({ title, group: section, order });

const context = (name: string, title: string) =>
  z.string().min(1).optional().meta({ context: name, title });

/** Every option of an engine pool. */
export const enginePoolSchema = z.strictObject({
  service: context('service', 'Service'),
  env: context('environment', 'Environment'),
  owner: context('owner', 'Owner'),
  capacity,
  instanceType: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/)
    .default('c7i.large')
    .meta({
      title: 'Instance type',
      description:
        'Dagger asks for at least 2 vCPU and 8 GB for builds of some size. Few large engines share cache better than many small ones.',
      examples: ['c7i.large'],
      accepted: 'an EC2 instance type such as c7i.large',
      group: 'basics',
      order: 3,
    }),
  fipsMode: z.boolean().meta({
    title: 'FIPS mode',
    description: 'Host and TLS endpoint use FIPS 140 validated cryptography.',
    group: 'compliance',
    order: 1,
  }),
  stigBaseline: z.enum(['RHEL8', 'UBI9', 'UBUNTU-20']).default('UBI9').meta({
    title: 'STIG baseline',
    description: 'Selects a hardened image; without effect until those arrive.',
    group: 'compliance',
    order: 2,
  }),
  endpoint,
  network,
  engine,
  storage,
  observability,
  featureFlags: group(
    'Feature flags',
    z.strictObject({
      sharedCacheEfs: flag(false, 'Shared cache on EFS', 'features', 1),
      enableEcrMirror: flag(false, 'ECR pull-through mirror', 'features', 2),
    }),
  ),
  compliance: group(
    'Compliance',
    z.strictObject({
      forbidPublicExposure: flag(
        true,
        'Forbid public exposure',
        'compliance',
        3,
      ),
      forbidNonFipsAmi: flag(
        true,
        'Forbid images without FIPS in FIPS mode',
        'compliance',
        4,
      ),
      forbidNoKms: flag(true, 'Forbid storage without KMS', 'compliance', 5),
    }),
  ),
});

export type EnginePoolConfig = z.output<typeof enginePoolSchema>;
