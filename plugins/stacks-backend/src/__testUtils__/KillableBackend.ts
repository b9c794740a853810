import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { JsonObject } from '@backstage/types';
import { StacksApi } from './StacksApi';

const TYPESCRIPT = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** A backend in a process of its own. */
export class KillableBackend {
  readonly api: StacksApi;
  readonly #process: ChildProcess;

  static async start(options: {
    endpoint: string;
    /** As in `backend.database`. */
    database: JsonObject;
  }): Promise<KillableBackend> {
    const child = spawn(
      process.execPath,
      [
        ...['--require', TYPESCRIPT],
        require.resolve('./backendProcess.ts'),
        ...[options.endpoint, JSON.stringify(options.database)],
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let output = '';
    child.stderr.on('data', text => {
      output += text;
    });
    for await (const line of createInterface(child.stdout)) {
      const listening = /^listening on (\d+)$/.exec(line);
      if (listening) return new KillableBackend(child, Number(listening[1]));
      output += `${line}\n`;
    }
    throw new Error(`The backend did not start:\n${output}`);
  }

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.api = new StacksApi(port);
    child.stdout?.resume();
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const gone = once(this.#process, 'exit');
    if (this.#process.kill('SIGKILL')) await gone;
  }
}
