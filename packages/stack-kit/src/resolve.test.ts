import { z } from 'zod';
import { defineStack } from './definition';
import { InputError, Issue } from './issues';
import { Layer } from './layers';
import { resolve } from './resolve';

const definition = defineStack({
  id: 'example',
  shortName: 'example',
  title: 'Example',
  description: 'Example',
  schema: z.strictObject({
    service: z.string().optional().meta({ context: 'service' }),
    size: z
      .strictObject({
        min: z.int().min(1).max(9),
        max: z.int().min(1).max(9).meta({ unit: 'pieces' }),
      })
      .refine(({ min, max }) => min <= max, {
        path: ['max'],
        message: 'is below size.min',
        params: { accepted: 'at least size.min' },
      })
      .prefault({} as { min: number; max: number }),
    mode: z.enum(['fast', 'safe', 'odd']).default('safe'),
    zones: z.array(z.string().min(2)).default(['aa']),
    sealed: z.boolean(),
  }),
  defaults: {
    commercial: { sealed: false },
    'fedramp-moderate': { sealed: true },
    'fedramp-high': { sealed: true },
  },
  lookups: () => [],
  fixedNames: () => [],
  capabilities: {},
  bindsTo: [],
  notYetSupported: [
    { path: '/mode', values: ['odd'], reason: 'nobody needed it' },
    { path: '/sealed', values: [true], reason: 'needs seals' },
  ],
  policy: { packs: [], rego: [] },
});

const layer = (source: Layer['source'], value: unknown): Layer => ({
  source,
  value,
});
const base = layer('framework', definition.defaults.commercial);

function issuesOf(layers: Layer[], context = {}): readonly Issue[] {
  try {
    resolve(definition, layers, context);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

describe('resolve', () => {
  it('merges groups, replaces lists, and says which layer each value is from', () => {
    const { config, origin } = resolve(
      definition,
      [
        base,
        layer('environment', { size: { min: 2, max: 3 }, zones: ['bb', 'cc'] }),
        layer('manifest', { size: { max: 5 }, zones: ['dd'] }),
        layer('override', { mode: 'fast' }),
      ],
      { service: 'shop' },
    );
    expect(config).toEqual({
      service: 'shop',
      size: { min: 2, max: 5 },
      mode: 'fast',
      zones: ['dd'],
      sealed: false,
    });
    expect(origin).toEqual({
      '/service': 'manifest',
      '/size/min': 'environment',
      '/size/max': 'manifest',
      '/mode': 'override',
      '/zones': 'manifest',
      '/sealed': 'framework',
    });
  });

  it('says "definition" for the schema’s own defaults, even beside a set neighbour', () => {
    const { origin } = resolve(definition, [
      base,
      layer('manifest', { size: { min: 1, max: 1 }, zones: ['aa'] }),
    ]);
    expect(origin).toMatchObject({
      '/mode': 'definition',
      '/zones': 'manifest',
    });
  });

  it('reports every error at once, with file, line, layer and what is accepted', () => {
    const manifest: Layer = {
      source: 'manifest',
      file: 'service.yml',
      lines: { '': 3, '/size': 4, '/size/max': 5, '/zones': 6, '/zones/0': 6 },
      value: { size: { max: 12 }, zones: ['x'], mdoe: 'fast' },
    };
    expect(
      issuesOf([base, layer('environment', { mode: 'slow' }), manifest]),
    ).toEqual([
      expect.objectContaining({
        path: '/size/min',
        value: undefined,
        message: 'is required',
        accepted: 'a whole number from 1 to 9',
        file: 'service.yml',
        line: 4,
      }),
      expect.objectContaining({
        path: '/size/max',
        value: 12,
        accepted: 'a whole number from 1 to 9 pieces',
        line: 5,
        origin: 'manifest',
      }),
      expect.objectContaining({
        path: '/mode',
        value: 'slow',
        accepted: 'one of "fast", "safe", "odd"',
        origin: 'environment',
      }),
      expect.objectContaining({ path: '/zones/0', value: 'x', line: 6 }),
      expect.objectContaining({
        path: '/mdoe',
        message: 'is not known; did you mean "mode"?',
      }),
    ]);
  });

  it('reports a broken rule between options together with other errors', () => {
    const issues = issuesOf([
      base,
      layer('manifest', { size: { min: 4, max: 2 }, extra: {} }),
    ]);
    expect(issues).toEqual([
      expect.objectContaining({
        path: '/size/max',
        message: 'is below size.min',
        accepted: 'at least size.min',
      }),
      expect.objectContaining({ path: '/extra', value: {} }),
    ]);
  });

  it('refuses options without effect yet, naming the layer that set them', () => {
    const issues = issuesOf([
      layer('framework', definition.defaults['fedramp-high']),
      layer('manifest', { size: { min: 1, max: 1 }, mode: 'odd' }),
    ]);
    expect(issues).toEqual([
      expect.objectContaining({
        path: '/mode',
        message: 'is not yet supported: nobody needed it',
        accepted: '"fast", "safe"',
      }),
      expect.objectContaining({
        path: '/sealed',
        origin: 'framework',
        accepted: 'false',
      }),
    ]);
  });

  it('refuses an option that contradicts who and where the stack is', () => {
    const layers = [
      base,
      layer('manifest', { service: 'other', size: { min: 1, max: 1 } }),
    ];
    expect(issuesOf(layers, { service: 'shop' })).toEqual([
      expect.objectContaining({
        path: '/service',
        value: 'other',
        accepted: '"shop", or leave it out',
      }),
    ]);
    expect(issuesOf(layers, { service: 'other' })).toEqual([]);
  });

  it.each([['text'], [[]], [null], [7]])(
    'refuses %j in place of a configuration',
    value => {
      expect(issuesOf([base, layer('manifest', value)])).toEqual([
        expect.objectContaining({ path: '', value, origin: 'manifest' }),
      ]);
    },
  );

  it('does not let a key named __proto__ reach any object', () => {
    const value = JSON.parse(
      '{"__proto__": {"polluted": true}, "size": {"min": 1, "max": 1}}',
    );
    expect(issuesOf([base, layer('manifest', value)])).toEqual([
      expect.objectContaining({ path: '/__proto__' }),
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
