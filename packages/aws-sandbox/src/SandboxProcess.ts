import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

const PACKAGE = dirname(
  require.resolve('@enginehouse/aws-sandbox/package.json'),
);
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const OUTPUT_KEPT = 4_000;

export interface SandboxProcessOptions {
  port: number;
  dataDir: string;
  env: Record<string, string>;
}

/** One Python process that serves the local AWS. */
export class SandboxProcess {
  readonly endpoint: string;
  readonly #child;
  readonly #ended: Promise<unknown>;
  #output = '';

  constructor(options: SandboxProcessOptions) {
    this.endpoint = `http://localhost:${options.port}`;
    this.#child = spawn(
      process.env.ENGINEHOUSE_PYTHON ?? 'python3',
      [
        ...['-m', 'enginehouse_sandbox'],
        ...['--port', String(options.port)],
        ...['--data', options.dataDir],
        '--exit-with-parent',
      ],
      {
        cwd: PACKAGE,
        env: { ...process.env, ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#ended = once(this.#child, 'close').catch(error => {
      this.#output += String(error);
    });
    this.#keepOutput(this.#child.stdout);
    this.#keepOutput(this.#child.stderr);
  }

  /** Resolves when the local AWS answers that it is ready. */
  async ready(): Promise<void> {
    const giveUp = AbortSignal.timeout(READY_WITHIN_MS);
    let ended = false;
    this.#ended.then(() => {
      ended = true;
    });
    while (!(await this.#answersReady())) {
      if (ended || giveUp.aborted) {
        const what = ended ? 'ended' : 'was not ready in time';
        throw new Error(`The local AWS ${what}. It wrote:\n${this.#output}`);
      }
      await delay(50);
    }
  }

  /** Sends the signal and resolves when the process is gone; one that lingers is killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#child.kill(signal);
    const lingering = setTimeout(
      () => this.#child.kill('SIGKILL'),
      STOP_WITHIN_MS,
    );
    await this.#ended;
    clearTimeout(lingering);
  }

  async #answersReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.endpoint}/sandbox/status`, {
        signal: AbortSignal.timeout(2_000),
      });
      return response.ok && (await response.json()).ready === true;
    } catch {
      return false;
    }
  }

  #keepOutput(stream: Readable) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      this.#output = (this.#output + text).slice(-OUTPUT_KEPT);
    });
  }
}
