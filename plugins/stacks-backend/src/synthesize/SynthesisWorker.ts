import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { toError } from '@backstage/errors';
import { WorkerFailure } from './WorkerFailure';
import type { Job, Request, Response, Results } from './jobs';

export interface WorkerOptions {
  /** Path of the worker's entry. */
  entry: string;
  /** Node options of the thread; those of this process without it. */
  execArgv?: string[];
  /** Size of the thread's heap at which it is ended. */
  memoryMb: number;
  /** What the thread writes. */
  onOutput: (text: string) => void;
}

interface Pending {
  id: number;
  resolve(result: Results[Job['kind']]): void;
  reject(error: Error): void;
}

/** One worker thread. It does one job at a time, and none any more once a job ended it. */
export class SynthesisWorker {
  readonly #thread: Worker;
  #pending?: Pending;
  #ended?: WorkerFailure;
  #jobs = 0;

  constructor(options: WorkerOptions) {
    this.#thread = new Worker(options.entry, {
      env: workerEnv(),
      ...(options.execArgv && { execArgv: options.execArgv }),
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      stdout: true,
      stderr: true,
    });
    this.#thread.unref();
    this.#thread.stdout.on('data', data => options.onOutput(String(data)));
    this.#thread.stderr.on('data', data => options.onOutput(String(data)));
    this.#thread.on('message', response => this.#answered(response));
    this.#thread.on('error', error =>
      this.#end(WorkerFailure.of(toError(error))),
    );
    this.#thread.on('exit', code =>
      this.#end(new WorkerFailure(`the worker exited with code ${code}`)),
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
   * @throws WorkerFailure with the reason when the job throws, ends the thread or takes longer than `timeLimitMs`.
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
        this.#thread.ref();
        this.#thread.postMessage({ id, job } satisfies Request);
      });
    } finally {
      clearTimeout(timer);
      this.#pending = undefined;
      this.#thread.unref();
    }
  }

  /** Ends the thread, and a job in it. Resolves when it is gone. */
  async end(): Promise<void> {
    const gone = once(this.#thread, 'exit');
    this.#end(new WorkerFailure('the portal is stopping'));
    if (this.#thread.threadId !== -1) await gone;
  }

  #answered(response: Response): void {
    if (response.id !== this.#pending?.id) return;
    if ('result' in response) {
      this.#pending.resolve(response.result);
    } else {
      this.#pending.reject(WorkerFailure.of(response.error));
    }
  }

  #end(reason: WorkerFailure): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#pending?.reject(reason);
    this.#thread.terminate();
  }
}

/** Nothing of the portal's own environment but where temporary files go: no secrets, no AWS or CDK variables. */
function workerEnv(): NodeJS.ProcessEnv {
  const { TMPDIR } = process.env;
  return { CDK_VALIDATION: 'false', TZ: 'UTC', ...(TMPDIR && { TMPDIR }) };
}
