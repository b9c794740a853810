import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { manifestSchemaPage } from '../docs/manifestSchemaPage';

const root = resolve(__dirname, '../../../..');
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
const validate = ajv.compile(JSON.parse(manifestSchemaPage(root).content));

const manifests = ['engine-pool', 'ktor-chassis'].flatMap(folder =>
  readdirSync(join(root, 'examples', folder))
    .filter(file => /^service.*\.yml$/.test(file))
    .map(file => join('examples', folder, file)),
);

/** A manifest of one engine pool. */
const pool = (component: object) => ({
  service: 'shop',
  owner: 'group:default/platform',
  components: [{ name: 'ci', type: 'dagger-engine-pool', ...component }],
});

/** What the schema says is wrong, each as its place and rule. */
function problems(manifest: object): string[] {
  validate(manifest);
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe('the schema of service.yml', () => {
  it.each(manifests)('accepts %s', file => {
    expect(problems(parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('knows each definition’s options, and requires none: other layers may supply them', () => {
    expect(problems(pool({ config: {} }))).toEqual([]);
    expect(
      problems(pool({ config: { capacty: {}, capacity: { min: 0 } } })),
    ).toEqual([
      '/components/0/config additionalProperties',
      '/components/0/config/capacity/min minimum',
    ]);
    expect(problems(pool({ type: 'engine-pol' }))).toEqual([
      '/components/0/type enum',
    ]);
  });

  it('knows bindings and patches', () => {
    const patch = { handle: 'main', op: 'set', path: '/MaxSize', value: '4' };
    const binds = [{ to: 'ci', capability: 'security:kms' }];
    expect(problems(pool({ binds, patches: [patch] }))).toEqual([]);
    expect(
      problems(
        pool({
          binds: [{ to: 'ci' }],
          patches: [{ ...patch, op: 'add', path: 'MaxSize' }],
        }),
      ),
    ).toEqual([
      '/components/0/binds/0 required',
      '/components/0/patches/0/op enum',
      '/components/0/patches/0/path pattern',
    ]);
  });

  it('is the committed one', () => {
    const { file, content } = manifestSchemaPage(root);
    // If it differs: npm run definitions
    expect(readFileSync(join(root, file), 'utf8')).toBe(content);
  });
});
