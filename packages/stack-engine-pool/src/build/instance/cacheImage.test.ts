import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheImageFiles } from './cacheImage';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

describe('cache image', () => {
  let folder: string;
  let share: string;
  const running: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cache-image-'));
    share = join(folder, 'share');
    mkdirSync(share);
    mkdirSync(join(folder, 'bin'));
    // What needs a kernel's permission; everything about images and locks is real.
    for (const name of ['mkfs.xfs', 'mount', 'umount', 'systemd-notify']) {
      const path = join(folder, 'bin', name);
      writeFileSync(path, '#!/bin/sh\n');
      chmodSync(path, 0o755);
    }
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(end));
    rmSync(folder, { recursive: true });
  });

  async function end(host: ChildProcess) {
    if (host.exitCode !== null || host.signalCode !== null) return;
    host.kill('SIGTERM');
    await once(host, 'exit');
  }

  /** The image a host takes. */
  async function take(handOver: boolean): Promise<[string, ChildProcess]> {
    const [{ content }] = cacheImageFiles({ gib: 1, handOver });
    const program = content
      .trim()
      .replaceAll('/var/lib/dagger', join(folder, 'dagger'));
    const host = spawn('bash', ['-c', program], {
      env: {
        ...process.env,
        CACHE_SHARE: share,
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.push(host);
    const [said] = await once(host.stdout!, 'data');
    return [/cache is .*\/(\S+)/.exec(String(said))![1], host];
  }

  it('is one of its own for each of two hosts', async () => {
    const [first] = await take(true);
    const [second] = await take(true);
    expect([first, second]).toEqual(['cache-1.xfs', 'cache-2.xfs']);
  });

  it('of a host that ended is taken over by the next', async () => {
    const [first, host] = await take(true);
    await take(true);
    await end(host);
    const [third] = await take(true);
    expect(third).toBe(first);
  });

  it('is free again after its host was killed', async () => {
    const [first, host] = await take(true);
    host.kill('SIGKILL');
    await once(host, 'exit');
    expect((await take(true))[0]).toBe(first);
  });

  it('goes with its host where caches are not handed over', async () => {
    const [, host] = await take(false);
    expect(readdirSync(share)).toEqual(['cache-1.xfs']);
    await end(host);
    expect(readdirSync(share)).toEqual([]);
  });
});
