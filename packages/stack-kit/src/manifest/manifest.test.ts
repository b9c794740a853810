import fc from 'fast-check';
import { InputError } from '../issues';
import { componentLayers } from './componentLayers';
import { manifestFor } from './manifestFor';
import { parseManifest } from './parseManifest';

const GOOD = `service: shop
owner: group:default/platform
environments:
  test:
    overrides:
      ci:
        size: 3
  prod:
components:
  - name: ci
    type: example
    config:
      size: 2
      net: { id: n-1 }
    binds:
      - to: store
        capability: storage:artifacts
  - { name: store, type: bucket }
`;

function errorsOf(text: string): string[] {
  try {
    parseManifest(text, 'service.yml');
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('parseManifest', () => {
  it('reads service, owner, environments, components and binds', () => {
    expect(parseManifest(GOOD, 'service.yml')).toMatchObject({
      file: 'service.yml',
      service: 'shop',
      owner: 'group:default/platform',
      environments: { test: { overrides: { ci: { size: 3 } } }, prod: null },
      components: [
        {
          name: 'ci',
          type: 'example',
          config: { size: 2, net: { id: 'n-1' } },
          binds: [{ to: 'store', capability: 'storage:artifacts' }],
        },
        { name: 'store', type: 'bucket', config: {}, binds: [] },
      ],
    });
  });

  it('names file, line, path, value and what is accepted, for every error at once', () => {
    expect(
      errorsOf(`service: Shop
complianceFramework: fedramp
components:
  - name: ci
    typ: example
    config: []
`),
    ).toEqual([
      'service.yml:1 /service: is not accepted, found "Shop"; accepted: a lower-case name of letters, digits and dashes that starts with a letter',
      'service.yml:1 /owner: is required; accepted: a catalog reference such as "group:default/platform"',
      'service.yml:2 /complianceFramework: is not accepted, found "fedramp"; accepted: one of "commercial", "fedramp-moderate", "fedramp-high"',
      'service.yml:4 /components/0/type: is required; accepted: a lower-case name of letters, digits and dashes that starts with a letter',
      'service.yml:6 /components/0/config: is not accepted, found []; accepted: a group of options',
      'service.yml:5 /components/0/typ: is not known; did you mean "type"?, found "example"; accepted: name, type, config, binds, patches',
    ]);
  });

  it('refuses references to components that are not there, and names used twice', () => {
    const bad = GOOD.replace('to: store', 'to: stroe')
      .replace('      ci:', '      cii:')
      .replace('{ name: store', '{ name: ci');
    expect(errorsOf(bad)).toEqual([
      expect.stringMatching(
        /^service.yml:18 \/components\/1\/name: is used twice, found "ci"/,
      ),
      expect.stringMatching(
        /^service.yml:16 \/components\/0\/binds\/0\/to: names no component/,
      ),
      expect.stringMatching(
        /^service.yml:6 \/environments\/test\/overrides\/cii: names no component; did you mean "ci"\?/,
      ),
    ]);
  });

  it.each([
    ['an open list', 'service: [\n', /^service.yml:2 /],
    [
      'a key given twice',
      'service: a\nservice: b\n',
      /^service.yml:2 .*unique/,
    ],
    [
      'two documents',
      'service: a\n---\nservice: b\n',
      /one well-formed YAML document/,
    ],
    [
      'a key named __proto__',
      `${GOOD}__proto__: {}\n`,
      /:19 .*cannot be a name/,
    ],
    ['nothing', '', /\/service: is required/],
    ['a list', '- a\n', /is not accepted/],
  ])('says where %s is', (_, text, expected) => {
    expect(errorsOf(text)[0]).toMatch(expected);
  });
});

describe('patches of a manifest', () => {
  it('need a pointer, and a value exactly where one is set', () => {
    const patches = (text: string) => () =>
      parseManifest(
        `service: shop
owner: group:default/a
components:
  - name: ci
    type: example
    patches: [${text}]
`,
        'service.yml',
      );
    expect(patches('{ handle: main, op: set, path: /A }')).toThrow(
      'service.yml:6 /components/0/patches/0/value: is required; accepted: what to set',
    );
    expect(patches('{ handle: main, op: remove, path: /A, value: 1 }')).toThrow(
      'value: has no place here, found 1; accepted: nothing, because op is remove',
    );
    expect(patches('{ handle: main, op: add, path: A.B }')).toThrow(
      'path: is not accepted, found "A.B"; accepted: a JSON Pointer into the properties',
    );
  });
});

describe('componentLayers', () => {
  const defaults = {
    commercial: { size: 1 },
    'fedramp-moderate': {},
    'fedramp-high': {},
  };
  const layers = (environment: string) =>
    componentLayers({
      definition: { defaults },
      framework: 'commercial',
      environmentDefaults: { size: 9 },
      manifest: parseManifest(GOOD, 'service.yml'),
      component: 'ci',
      environment,
    });

  it('orders framework, environment, manifest and the override for that environment', () => {
    expect(layers('test').map(({ source, value }) => [source, value])).toEqual([
      ['framework', { size: 1 }],
      ['environment', { size: 9 }],
      ['manifest', { size: 2, net: { id: 'n-1' } }],
      ['override', { size: 3 }],
    ]);
    expect(layers('prod').map(l => l.source)).not.toContain('override');
  });

  it('knows the line of each option', () => {
    const [, , manifest, override] = layers('test');
    expect(manifest).toMatchObject({
      file: 'service.yml',
      lines: { '/size': 13, '/net/id': 14 },
    });
    expect(override.lines).toMatchObject({ '/size': 7 });
  });
});

describe('manifestFor', () => {
  it('says what a component is bound to and how it is patched', () => {
    const component = {
      binds: [{ to: 'pool', capability: 'storage:artifacts' }],
      patches: [
        { handle: 'main', op: 'set', path: '/MaxSize', value: '5' },
        { handle: 'main', op: 'remove', path: '/HealthCheckType' },
      ] as const,
    };
    const text = manifestFor({
      ...{ definition: { id: 'example' }, service: 'shop', component: 'ci' },
      ...{ owner: 'group:default/a', environment: 'test', config: {} },
      ...component,
      patches: [...component.patches],
    });
    const whole = `${text}  - { name: pool, type: example }\n`;
    expect(parseManifest(whole, 'service.yml').components[0]).toMatchObject(
      component,
    );
  });

  it('writes what parseManifest reads back, whatever the configuration', () => {
    fc.assert(
      fc.property(
        fc
          .dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
          .filter(config => !JSON.stringify(config).includes('__proto__')),
        value => {
          const config = JSON.parse(JSON.stringify(value));
          const text = manifestFor({
            definition: { id: 'example' },
            service: 'shop',
            component: 'ci',
            owner: 'group:default/platform',
            environment: 'test',
            config,
          });
          const { components } = parseManifest(text, 'service.yml');
          expect(components[0].config).toEqual(config);
        },
      ),
    );
  });
});
