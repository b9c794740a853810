import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startLocalAws } from './startLocalAws';

jest.setTimeout(120_000);

const isDown = (endpoint: string) =>
  fetch(`${endpoint}/sandbox/status`).then(
    () => false,
    () => true,
  );

describe('startLocalAws', () => {
  it('answers, also with refusals, until it is stopped', async () => {
    const aws = await startLocalAws();
    const { ready, limits } = await aws.control.status();
    expect(ready).toBe(true);
    expect(limits.map(limit => limit.id)).toContain('engine-pool-simulated');

    await expect(aws.control.breakEngines('nowhere')).rejects.toThrow(
      /answered 404.*no dagger-engine-pool runs in a stack 'nowhere'/,
    );

    await aws.stop();
    expect(await isDown(aws.endpoint)).toBe(true);
  });

  it('keeps a data folder that it was given, also when killed', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kept-'));
    const aws = await startLocalAws({ dataDir });
    await aws.kill();
    expect(await isDown(aws.endpoint)).toBe(true);
    await aws.stop();
    expect(existsSync(dataDir)).toBe(true);
    await rm(dataDir, { recursive: true });
  });

  it('rejects with what the process wrote when it cannot start', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    await expect(startLocalAws({ port })).rejects.toThrow(
      /in use[^]*The local AWS stopped \(exit code 1\)/,
    );
    holder.close();
  });
});
