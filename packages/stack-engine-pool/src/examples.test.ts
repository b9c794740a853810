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
jest.setTimeout(300_000);

const root = resolve(__dirname, '../../..');
const examples = join(root, 'examples/engine-pool');
const manifests = readdirSync(examples).filter(f => f.startsWith('service'));

const SYNTH = join(root, 'packages/stack-kit/src/bin/synth.ts');

function node(...args: string[]) {
  return spawnSync(
    process.execPath,
    ['--import', '@backstage/cli/config/nodeTransform.cjs', ...args],
    { cwd: root, encoding: 'utf8' },
  );
}

const synth = (...args: string[]) => node(SYNTH, ...args);

/** Runs the command once for each list of arguments, all in one process: what takes seconds is to load aws-cdk-lib. */
const synthEach = (runs: string[][]) =>
  node(
    '-e',
    `for (const args of ${JSON.stringify(runs)}) {
       process.argv = [process.execPath, ...args];
       delete require.cache[${JSON.stringify(SYNTH)}];
       require(${JSON.stringify(SYNTH)});
     }`,
  );

it('the entry for backend and form loads no aws-cdk-lib', () => {
  const { status, stdout } = node(
    '-e',
    `const { default: pool } = require(${JSON.stringify(
      join(__dirname, 'index.ts'),
    )});
     const cdk = Object.keys(require.cache).filter(f => f.includes('aws-cdk-lib'));
     process.stdout.write(JSON.stringify([pool.id, cdk]));`,
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

  /** The arguments that write the template of an example as it stands under a framework. */
  function writing(manifest: string, framework: string, into: string) {
    const text = readFileSync(join(examples, manifest), 'utf8');
    const copy = join(out, `${into}-${framework}-${manifest}`);
    writeFileSync(
      copy,
      text
        .replace(
          /^complianceFramework:.*$/m,
          `complianceFramework: ${framework}`,
        )
        .replace(/^environments:\n {2}sandbox: \{\}\n/m, ''),
    );
    return [
      ...[copy, '-e', framework, '-o', `${copy}.out`, ...lookups],
      ...['app-config.yaml', 'examples/engine-pool/app-config.yaml'].flatMap(
        file => ['--config', file],
      ),
    ];
  }

  /** The paths of the templates of every example under each framework, in a process of their own. */
  function write(into: string, under: readonly string[]): string[] {
    const made = synthEach(
      under.flatMap(framework =>
        manifests.map(manifest => writing(manifest, framework, into)),
      ),
    );
    expect(made).toMatchObject({ status: 0, stderr: '' });
    return made.stdout.trim().split('\n');
  }

  it('writes every example under every framework, the same in two processes and without a finding of cfn-lint', () => {
    const templates = write('first', frameworks);
    expect(templates).toHaveLength(manifests.length * frameworks.length);
    const again = write('second', ['commercial']);
    expect(again).toHaveLength(manifests.length);
    for (const [i, path] of again.entries()) {
      expect(readFileSync(path, 'utf8')).toBe(
        readFileSync(templates[i], 'utf8'),
      );
    }
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
