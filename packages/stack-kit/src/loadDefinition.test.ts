import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadBuild } from './build/loadBuild';
import { loadDefinition } from './loadDefinition';

describe('loadDefinition', () => {
  let root: string;
  const install = (name: string, files: Record<string, string>) => {
    const folder = join(root, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({
        name,
        version: '1.2.3',
        exports: {
          '.': './index.js',
          './build': './build.js',
          './package.json': './package.json',
        },
      }),
    );
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'definitions-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const definition = `exports.default = { id: 'x', schema: {}, defaults: {}, lookups() {}, policy: { packs: [], rego: ['x'] } };`;

  it('finds a definition, its version, its build and its policies beside the given folder', () => {
    install('stack-x', {
      'index.js': definition,
      'build.js': 'exports.default = () => 7;',
      'audit/rego/x.wasm': '',
    });
    const loaded = loadDefinition('stack-x', root);
    expect(loaded).toMatchObject({ definition: { id: 'x' }, version: '1.2.3' });
    expect(loadBuild(loaded.buildModule)).toBeInstanceOf(Function);
    expect(loaded.rego).toEqual([
      join(realpathSync(root), 'node_modules/stack-x/audit/rego/x.wasm'),
    ]);
  });

  it('says which package is not installed, or is none of ours', () => {
    install('stack-z', { 'index.js': 'exports.default = {};' });
    expect(() => loadDefinition('stack-y', root)).toThrow(
      /stacks.definitions names stack-y, but stack-y is not to be found/,
    );
    expect(() => loadDefinition('stack-z', root)).toThrow(
      /stack-z has no stack definition/,
    );
  });

  it('says which policy is not built', () => {
    install('stack-x', { 'index.js': definition, 'build.js': '' });
    expect(() => loadDefinition('stack-x', root)).toThrow(
      /stack-x names the policy x, but there is no .*audit\/rego\/x\.wasm: npm run policies builds it/,
    );
  });

  it('says when the build is missing or no function', () => {
    install('stack-x', { 'index.js': definition });
    expect(() => loadDefinition('stack-x', root)).toThrow(
      /stack-x\/build is not to be found/,
    );
    writeFileSync(join(root, 'build.js'), 'exports.default = 1;');
    expect(() => loadBuild(join(root, 'build.js'))).toThrow(
      /must be the result of defineBuild/,
    );
  });
});
