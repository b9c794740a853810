import { defineStack, type LoadedDefinition } from '@enginehouse/stack-kit';
import { z } from 'zod';

/** A cheap definition with every trait planning looks at. */
export const topics: LoadedDefinition = {
  definition: defineStack({
    id: 'topics',
    shortName: 'topics',
    title: 'Topics',
    description: 'SNS topics',
    schema: z.strictObject({
      count: z.int().min(1).max(50).default(1),
      /** Characters in each topic's display name, to make the template big. */
      padding: z.int().min(0).default(0),
      file: z.boolean().default(false),
      vpcId: z.string().optional(),
      /** Parameter with the first topic's display name, written by others at any time. */
      greeting: z.string().optional(),
    }),
    defaults: { commercial: {}, 'fedramp-moderate': {}, 'fedramp-high': {} },
    lookups: ({ vpcId, greeting }) => [
      ...(vpcId ? [{ key: 'vpc', kind: 'vpc' as const, vpcId }] : []),
      ...(greeting
        ? [
            {
              ...{ key: 'greeting', kind: 'ssm-parameter' as const },
              ...{
                name: greeting,
                ifMissing: 'hello',
                volatile: true as const,
              },
            },
          ]
        : []),
    ],
    fixedNames: ({ service }) => [
      { type: 'AWS::SNS::Topic', name: `${service}-fixed` },
    ],
    capabilities: {},
    bindsTo: [],
    notYetSupported: [],
    policy: { packs: ['AwsSolutionsChecks'], rego: [] },
  }) as unknown as LoadedDefinition['definition'],
  version: '1.0.0',
  rego: [],
  buildModule: require.resolve('./buildTopics'),
};
