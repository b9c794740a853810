import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { WorkerFailure } from './WorkerFailure';
import type { Job, Request, Response, Results } from './jobs';

export interface WorkerOptions {
  /** Path of the worker's entry. */
  entry: string;
  /** Node options of the worker. */
  execArgv: string[];
  /** Heap at which the worker ends. With twice as much memory in all it is ended, whatever holds it. */
  memoryMb: number;
  /** What the worker writes. */
  onOutput: (text: string) => void;
}

interface Pending {
  id: number;
  resolve(result: Results[Job['kind']]): void;
  reject(error: Error): void;
}

/**
 * One worker: a process, because a thread that runs out of memory can abort the portal, and some endless loops in a thread cannot be terminated (both seen on Node
 * 24.21). It does one job at a time, and none any more once a job ended it.
 */
export class SynthesisWorker {
  readonly #process: ChildProcess;
  readonly #gone: Promise<unknown>;
  #pending?: Pending;
  #ended?: WorkerFailure;
  #jobs = 0;

  constructor(options: WorkerOptions) {
    const { entry, execArgv, memoryMb, onOutput } = options;
    this.#process = fork(entry, [String(memoryMb * 2)], {
      env: workerEnv(),
      execArgv: [
        ...execArgv.filter(option => !option.startsWith('--inspect')),
        `--max-old-space-size=${memoryMb}`,
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#gone = once(this.#process, 'close').catch(() => undefined);
    this.#process.stdout?.on('data', data => onOutput(String(data)));
    this.#process.stderr?.on('data', data => onOutput(String(data)));
    this.#process.on('message', (message: Response) => this.#answered(message));
    this.#process.on('error', error => this.#end(WorkerFailure.of(error)));
    this.#process.on('close', (code, signal) =>
      this.#end(WorkerFailure.exited(code, signal)),
    );
  }

  /** How many jobs it was given so far. */
  get jobs(): number {
    return this.#jobs;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /**
   * Does one job.
   *
   * @throws WorkerFailure with the reason when the job throws, ends the worker or takes longer than `timeLimitMs`.
   */
  async run<J extends Job>(
    job: J,
    timeLimitMs: number,
  ): Promise<Results[J['kind']]> {
    if (this.#ended) throw this.#ended;
    this.#jobs += 1;
    const id = this.#jobs;
    const timer = setTimeout(
      () => this.#end(WorkerFailure.tooSlow(timeLimitMs)),
      timeLimitMs,
    );
    try {
      return await new Promise<Results[J['kind']]>((resolve, reject) => {
        this.#pending = {
          id,
          resolve: result => resolve(result as Results[J['kind']]),
          reject,
        };
        this.#process.send({ id, job } satisfies Request);
      });
    } finally {
      clearTimeout(timer);
      this.#pending = undefined;
    }
  }

  /** Ends the worker, and a job in it. Resolves when it is gone. */
  async end(): Promise<void> {
    this.#end(new WorkerFailure('the portal is stopping'));
    await this.#gone;
  }

  /** Beside answers there are messages of the CLI's development server, for its own process. */
  #answered(message: Response): void {
    if (message.id === undefined || message.id !== this.#pending?.id) return;
    if ('error' in message) {
      this.#pending.reject(WorkerFailure.of(message.error));
    } else {
      this.#pending.resolve(message.result);
    }
  }

  #end(reason: WorkerFailure): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#pending?.reject(reason);
    this.#process.kill('SIGKILL');
  }
}

/** Nothing of the portal's own environment but where temporary files go: no secrets, no AWS or CDK variables. */
function workerEnv(): NodeJS.ProcessEnv {
  const { TMPDIR } = process.env;
  return { CDK_VALIDATION: 'false', TZ: 'UTC', ...(TMPDIR && { TMPDIR }) };
}
