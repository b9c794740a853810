import { z } from 'zod';
import { defineStack } from './definition';
import { describeZod, toJsonSchema } from './jsonSchema';

const definition = defineStack({
  id: 'example',
  shortName: 'example',
  title: 'Example',
  description: 'What it is for',
  schema: z.strictObject({
    size: z.int().min(1).max(9).meta({
      title: 'Size',
      description: 'How large',
      unit: 'GiB',
      group: 'basics',
      order: 1,
    }),
    net: z
      .strictObject({ id: z.string(), mode: z.enum(['a', 'b']).default('a') })
      .prefault({} as { id: string }),
  }),
  defaults: { commercial: {}, 'fedramp-moderate': {}, 'fedramp-high': {} },
  lookups: () => [],
  fixedNames: () => [],
  capabilities: {},
  bindsTo: [],
  notYetSupported: [{ path: '/net/mode', values: ['b'], reason: 'later' }],
  policy: { packs: [], rego: [] },
});

describe('toJsonSchema', () => {
  it('carries titles, help, units, groups, bounds and what is not supported yet', () => {
    expect(toJsonSchema(definition)).toMatchObject({
      title: 'Example',
      description: 'What it is for',
      required: ['size'],
      additionalProperties: false,
      properties: {
        size: {
          type: 'integer',
          minimum: 1,
          maximum: 9,
          title: 'Size',
          description: 'How large',
          unit: 'GiB',
          group: 'basics',
          order: 1,
        },
        net: {
          required: ['id'],
          properties: {
            mode: {
              default: 'a',
              'x-not-yet-supported': { values: ['b'], reason: 'later' },
            },
          },
        },
      },
    });
  });

  it('leaves no format that only zod knows', () => {
    const schema = describeZod(z.object({ block: z.cidrv4(), at: z.url() }));
    expect(schema.properties).toEqual({
      block: { type: 'string', pattern: expect.any(String) },
      at: { type: 'string', format: 'uri' },
    });
  });

  it('shows the values of lower layers as defaults and no longer requires them', () => {
    const schema = toJsonSchema(definition, {
      layers: [
        { source: 'environment', value: { net: { id: 'n-1', mode: 'b' } } },
      ],
    });
    expect(schema.required).toEqual(['size']);
    expect(schema.properties?.net).toMatchObject({
      required: [],
      properties: {
        id: { default: 'n-1', 'x-default-origin': 'environment' },
        mode: { default: 'b', 'x-default-origin': 'environment' },
      },
    });
  });
});
