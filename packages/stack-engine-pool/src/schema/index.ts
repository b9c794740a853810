import { z } from 'zod';
import { capacity } from './capacity';
import { refuseCombinations } from './combinations';
import { compliance } from './compliance';
import { endpoint } from './endpoint';
import { engine } from './engine';
import { featureFlags } from './featureFlags';
import { network } from './network';
import { observability } from './observability';
import { storage } from './storage';

const context = (name: string, title: string) =>
  z.string().min(1).optional().meta({ context: name, title });

/** Every option of an engine pool. */
export const enginePoolSchema = z
  .strictObject({
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
      description:
        'Host and TLS endpoint use FIPS 140 validated cryptography: an instance whose kernel is not in FIPS mode does not start. What the engine itself encrypts is not covered.',
      group: 'compliance',
      order: 1,
    }),
    stigBaseline: z.enum(['RHEL8', 'UBI9', 'UBUNTU-20']).default('UBI9').meta({
      title: 'STIG baseline',
      description:
        'Selects the image that the environment names for it under `amis`. On Graviton types the name has `-arm64` at its end.',
      group: 'compliance',
      order: 2,
    }),
    endpoint,
    network,
    engine,
    storage,
    observability,
    featureFlags,
    compliance,
  })
  .superRefine(refuseCombinations);

/** An engine pool's configuration with everything filled in. */
export type EnginePoolConfig = z.output<typeof enginePoolSchema>;
