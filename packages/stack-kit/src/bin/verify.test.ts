import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  evidenceInput,
  keyPair,
  signedBundle,
} from '../evidence/__testUtils__/evidence';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

describe('npm run verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const bundle = join(folder, 'bundle.tar');
  const key = join(folder, 'evidence.pem');
  const pair = keyPair();

  beforeAll(async () => {
    writeFileSync(bundle, (await signedBundle(evidenceInput(), pair)).bytes);
    writeFileSync(key, pair.pem);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function verify(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        join(__dirname, 'verify.ts'),
        ...args,
      ],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  it('says what is verified, and by which key', () => {
    const { id } = evidenceInput().deployment;
    const { status, stdout } = verify(
      ...[bundle, '--key', key, '--deployment', id],
    );
    expect(stdout).toContain('orders-pool-sandbox in sandbox');
    expect(stdout).toMatch(/Verified: signed with key sha256:[0-9a-f]{64}\n$/);
    expect(status).toBe(0);
  });

  it('does not take the word of a bundle for who signed it', () => {
    const { status, stdout } = verify(bundle);
    expect(stdout).toContain('Whole, but not verified');
    expect(status).toBe(2);
  });

  it('says in one line what is wrong', () => {
    const other = join(folder, 'other.pem');
    writeFileSync(other, keyPair().pem);
    for (const [args, message] of [
      [[bundle, '--key', other], /^The bundle is signed with key .*\n$/],
      [
        [key, '--key', key],
        /^This is no evidence bundle: .*\n$|^The container is not .*\n$/,
      ],
      [
        [bundle, '--key', key, '--deployment', 'another'],
        /^The bundle is of deployment .*, not of another\n$/,
      ],
      [[bundle, '--key', bundle], /^The key is no public key in PEM: .*\n$/],
      [[join(folder, 'gone.tar')], /^ENOENT.*gone\.tar'\n$/],
    ] as const) {
      const { status, stderr } = verify(...args);
      expect(stderr).toMatch(message);
      expect(status).toBe(1);
    }
  });
});
