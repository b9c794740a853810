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
import { frameworks } from '@enginehouse/stack-kit';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(180_000);

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

  /** Writes the template of an example as it stands under a framework; returns its path. */
  function write(manifest: string, framework: string, folder: string): string {
    const text = readFileSync(join(examples, manifest), 'utf8');
    const copy = join(out, `${folder}.yml`);
    writeFileSync(
      copy,
      text
        .replace(
          /^complianceFramework:.*$/m,
          `complianceFramework: ${framework}`,
        )
        .replace(/^environments:\n {2}sandbox: \{\}\n/m, ''),
    );
    const made = synth(
      ...[copy, '-e', framework, '-o', join(out, folder), ...lookups],
      ...['app-config.yaml', 'examples/engine-pool/app-config.yaml'].flatMap(
        file => ['--config', file],
      ),
    );
    expect(made).toMatchObject({ status: 0, stderr: '' });
    return made.stdout.trim();
  }

  it('writes every example under every framework, without a finding of cfn-lint', () => {
    const templates = manifests.flatMap(manifest =>
      frameworks.map(framework =>
        write(manifest, framework, `${manifest}-${framework}`),
      ),
    );
    expect(templates).toHaveLength(manifests.length * frameworks.length);
    const lint = spawnSync(
      process.env.ENGINEHOUSE_PYTHON ?? 'python3',
      [
        '-c',
        'from cfnlint.runner import main; main()',
        // W3010: zones are literals, as they were looked up. W3005: what CDK's own trail depends on twice.
        ...['-i', 'W3010', 'W3005'],
        '--',
        ...templates,
      ],
      { encoding: 'utf8' },
    );
    expect(lint).toMatchObject({ status: 0, stdout: '' });
  });

  it.each(manifests)(
    'writes the same template of %s in two processes',
    manifest => {
      const [first, second] = ['a', 'b'].map(folder =>
        readFileSync(write(manifest, 'commercial', folder), 'utf8'),
      );
      expect(first).toBe(second);
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
