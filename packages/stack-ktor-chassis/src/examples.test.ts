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
import { synthesizeChassis } from './__testUtils__/synthesizeChassis';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');
const examples = join(root, 'examples/ktor-chassis');
const manifests = readdirSync(examples).filter(f => f.startsWith('service'));

/** `npm run synth` refuses the network. Gives the path of the template. */
function synth(manifest: string, out: string, env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', '@backstage/cli/config/nodeTransform.cjs'],
      join(root, 'packages/stack-kit/src/bin/synth.ts'),
      join(examples, manifest),
      ...['-e', 'sandbox', '-o', out],
      ...['--lookups', join(examples, 'lookups.yml')],
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim();
}

/** W3010 is about zones by name, which are an input here; W3005 about dependencies CDK states twice. */
function lint(...templates: string[]) {
  return spawnSync(
    process.env.ENGINEHOUSE_PYTHON ?? 'python3',
    [
      ...['-c', 'from cfnlint.runner import main; main()'],
      ...['-i', 'W3010', 'W3005', '--', ...templates],
    ],
    { encoding: 'utf8' },
  );
}

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'chassis-'));
});
afterAll(() => rmSync(out, { recursive: true }));

it('the entry for backend and form loads no aws-cdk-lib', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      ...['--import', '@backstage/cli/config/nodeTransform.cjs', '-e'],
      `const { default: chassis } = require('./index.ts');
       const cdk = Object.keys(require.cache).filter(f => f.includes('aws-cdk-lib'));
       process.stdout.write(JSON.stringify([chassis.id, cdk]));`,
    ],
    { cwd: __dirname, encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([0, '["ktor-chassis",[]]']);
});

it.each(manifests)('%s makes its template without network', manifest => {
  const path = synth(manifest, join(out, manifest), { TZ: 'UTC', LANG: 'C' });
  expect(path).toMatch(/shop-ktor-chassis-sandbox\.template\.json$/);
});

it('the same manifest makes the same template in another process and place', () => {
  const manifest = 'service-prod.yml';
  const [first, second] = [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Asia/Seoul', LANG: 'ko_KR.UTF-8' },
  ].map((env, i) =>
    readFileSync(synth(manifest, join(out, `${i}`), env), 'utf8'),
  );
  expect(first).toBe(second);
});

it('cfn-lint has nothing to say about dev, staging, prod, restored and cloned', () => {
  const kinds = {
    dev: { stage: 'dev' },
    staging: { stage: 'staging' },
    prod: { stage: 'prod', alerts: { emails: ['team@example.com'] } },
    restored: { stage: 'dev', restoreSnapshotId: 'pseudonymized' },
    cloned: { stage: 'staging', cloneSourceClusterId: 'prod-cluster' },
  } as const;
  const templates = Object.entries(kinds).map(([name, config]) => {
    const path = join(out, `${name}.json`);
    writeFileSync(path, synthesizeChassis(config).templateBody);
    return path;
  });
  expect(lint(...templates)).toMatchObject({ status: 0, stdout: '' });
});
