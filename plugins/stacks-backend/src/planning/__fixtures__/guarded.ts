import { defineStack, type LoadedDefinition } from '@enginehouse/stack-kit';
import { z } from 'zod';

/** A definition with what AWS does not let go of easily. */
export const guarded: LoadedDefinition = {
  definition: defineStack({
    id: 'guarded',
    shortName: 'guarded',
    title: 'Guarded',
    description: 'A database cluster and a table that are protected',
    schema: z.strictObject({
      backupDays: z.int().min(1).max(35).default(1),
      protect: z.boolean().default(true),
    }),
    defaults: { commercial: {}, 'fedramp-moderate': {}, 'fedramp-high': {} },
    lookups: () => [],
    fixedNames: () => [],
    capabilities: {},
    bindsTo: [],
    notYetSupported: [],
    policy: { packs: [], rego: [] },
  }) as unknown as LoadedDefinition['definition'],
  version: '1.0.0',
  buildModule: require.resolve('./buildGuarded'),
  rego: [],
};
