import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

const root = resolve(__dirname, '../../..');
const examples = join(root, 'examples/engine-pool');
const manifests = readdirSync(examples).filter(f => f.startsWith('service'));

function synth(...args: string[]) {
  return spawnSync(
    process.execPath,
    [
      '--import',
      '@backstage/cli/config/nodeTransform.cjs',
      join(root, 'packages/stack-kit/src/bin/synth.ts'),
      ...args,
    ],
    { cwd: root, encoding: 'utf8' },
  );
}

it('the entry for backend and form loads no aws-cdk-lib', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      '@backstage/cli/config/nodeTransform.cjs',
      '-e',
      `const { default: pool } = require('./index.ts');
       const cdk = Object.keys(require.cache).filter(f => f.includes('aws-cdk-lib'));
       process.stdout.write(JSON.stringify([pool.id, cdk]));`,
    ],
    { cwd: __dirname, encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([0, '["dagger-engine-pool",[]]']);
});

describe('npm run synth', () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'synth-'));
  });
  afterEach(() => rmSync(out, { recursive: true }));

  const lookups = ['--lookups', join(examples, 'lookups.yml')];

  it.each(manifests)(
    'writes the same template of %s in two processes, without a finding of cfn-lint',
    manifest => {
      const paths = ['a', 'b'].map(folder => {
        const made = synth(
          join(examples, manifest),
          '-e',
          'sandbox',
          '-o',
          join(out, folder),
          ...lookups,
        );
        expect(made).toMatchObject({ status: 0, stderr: '' });
        return made.stdout.trim();
      });
      const [first, second] = paths.map(path => readFileSync(path, 'utf8'));
      expect(first).toBe(second);
      const lint = spawnSync(
        process.env.ENGINEHOUSE_PYTHON ?? 'python3',
        [
          '-c',
          'from cfnlint.runner import main; main()',
          '-i',
          'W3010',
          '--',
          paths[0],
        ],
        { encoding: 'utf8' },
      );
      expect(lint).toMatchObject({ status: 0, stdout: '' });
    },
  );

  it('names every lookup it has no literal for', () => {
    const { status, stderr } = synth(
      join(examples, 'service.yml'),
      '-e',
      'sandbox',
      '-o',
      out,
    );
    expect(status).toBe(1);
    expect(stderr).toContain('image: machine image for UBI9');
    expect(stderr).toContain('availability zones');
  });

  it.each([
    [
      'an unknown environment',
      ['-e', 'sandbx'],
      'There is no environment sandbx; did you mean sandbox?',
    ],
    [
      'an unknown component',
      ['engine', '-e', 'sandbox'],
      'There is no component engine (known: ci-engine)',
    ],
    ['no environment', [], 'MANIFEST, --environment and --out are needed'],
  ])('refuses %s', (_, args, message) => {
    const { status, stderr } = synth(
      join(examples, 'service.yml'),
      ...args,
      '-o',
      out,
      ...lookups,
    );
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it('shows what is wrong in a manifest with its line', () => {
    const file = join(out, 'service.yml');
    const text = readFileSync(join(examples, 'service.yml'), 'utf8');
    writeFileSync(file, text.replace('min: 1', 'min: 0'));
    const { status, stderr } = synth(
      file,
      '-e',
      'sandbox',
      '-o',
      out,
      ...lookups,
    );
    expect(status).toBe(1);
    expect(stderr).toContain(
      `${file}:10 /capacity/min: is not accepted, found 0`,
    );
  });
});
