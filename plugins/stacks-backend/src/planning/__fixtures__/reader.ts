import { defineStack, type LoadedDefinition } from '@enginehouse/stack-kit';
import { z } from 'zod';

/** A definition that uses what others offer. */
export const reader: LoadedDefinition = {
  definition: defineStack({
    id: 'reader',
    shortName: 'reader',
    title: 'Reader',
    description: 'A role and a security group that use an engine pool',
    schema: z.strictObject({ vpcId: z.string().default('vpc-12345678') }),
    defaults: { commercial: {}, 'fedramp-moderate': {}, 'fedramp-high': {} },
    lookups: () => [],
    fixedNames: () => [],
    capabilities: {},
    bindsTo: ['dagger:endpoint', 'storage:artifacts', 'search:index'],
    notYetSupported: [],
    policy: { packs: [], rego: [] },
  }) as unknown as LoadedDefinition['definition'],
  version: '1.0.0',
  buildModule: require.resolve('./buildReader'),
  rego: [],
};
