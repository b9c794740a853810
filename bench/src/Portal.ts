import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const RUNNING = /Enginehouse is running: (\S+)/;

/** The portal beside the local AWS, as a person starts it. */
export class Portal {
  readonly #npm: ChildProcess;
  readonly url: string;
  /** From `npm start` to the line that says that it runs. */
  readonly startedInMs: number;

  /**
   * `npm start` at a free port.
   *
   * @param data - folder of what it remembers
   * @throws Error with what it wrote when it ends before it runs.
   */
  static async start(data: string): Promise<Portal> {
    const port = await freePort();
    const start = performance.now();
    const npm = spawn(
      'npm',
      ['start', '--', '--port', String(port), '--data', data],
      // A process group of its own, to be interrupted as a whole as Ctrl-C does.
      { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (data: Buffer) => {
        output += data;
        const [, found] = RUNNING.exec(output) ?? [];
        if (found) resolve(found);
      };
      npm.stdout.on('data', read);
      npm.stderr.on('data', read);
      npm.once('error', reject);
      npm.once('exit', () =>
        reject(new Error(`The portal did not start:\n${output}`)),
      );
    });
    return new Portal(npm, url, performance.now() - start);
  }

  private constructor(npm: ChildProcess, url: string, startedInMs: number) {
    this.#npm = npm;
    this.url = url;
    this.startedInMs = startedInMs;
  }

  /** Ends it and what it started. */
  async stop(): Promise<void> {
    const ended = once(this.#npm, 'exit');
    if (this.#npm.pid) process.kill(-this.#npm.pid, 'SIGINT');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
