import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { placeholderEnvironment } from './placeholder';

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The answer, as soon as something answers. */
async function firstAnswer(url: string, deadline: number): Promise<Response> {
  try {
    return await fetch(url);
  } catch (error) {
    if (Date.now() > deadline) throw error;
    return firstAnswer(url, deadline);
  }
}

describe('the placeholder', () => {
  let container: ChildProcess;
  afterEach(() => container.kill('SIGKILL'));

  it('passes the health check as plain `node` without input, as its image runs, and ends on SIGTERM', async () => {
    const port = await freePort();
    // The environment of a container has nothing of this process.
    container = spawn(process.execPath, [], {
      stdio: 'ignore',
      env: { ...placeholderEnvironment, PORT: String(port) },
    });
    const ended = once(container, 'exit');
    const health = `http://127.0.0.1:${port}/health`;
    expect((await firstAnswer(health, Date.now() + 20_000)).status).toBe(200);
    const other = await fetch(`http://127.0.0.1:${port}/service/orders`);
    expect(await other.text()).toBe('Waiting for the first image\n');

    container.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 30_000);
});
