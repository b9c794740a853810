import { ServiceUnavailableError } from '@backstage/errors';
import type { Job, Results } from './jobs';
import { WorkerFailure } from './WorkerFailure';
import { SynthesisWorker, type WorkerOptions } from './SynthesisWorker';

export interface PoolOptions extends WorkerOptions {
  /** How many workers there are. */
  size: number;
  /** How long a job may take. */
  timeLimitMs: number;
  /** After how many jobs a worker is replaced: aws-cdk-lib never frees an App. */
  recycleAfter: number;
  /** How many jobs may wait for a worker. */
  mostWaiting: number;
}

/** Starting takes longer than a job: aws-cdk-lib and the database of resource types are loaded. */
const WARM_UP_LIMIT_MS = 120_000;

const STOPPING = new WorkerFailure('the portal is stopping');

/** Workers that synthesize and compare. A job that ends its worker fails alone; the next one gets a new worker, made ready beforehand. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #idle: Promise<SynthesisWorker>[] = [];
  readonly #waiting: ((worker: Promise<SynthesisWorker>) => void)[] = [];
  readonly #all = new Set<SynthesisWorker>();
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    for (let i = 0; i < options.size; i++) this.#idle.push(this.#start());
  }

  /**
   * Does one job as soon as a worker is free.
   *
   * @throws WorkerFailure with the reason; ServiceUnavailableError when too many wait already.
   */
  async run<J extends Job>(job: J): Promise<Results[J['kind']]> {
    if (this.#waiting.length >= this.#options.mostWaiting) {
      throw new ServiceUnavailableError(
        'More plans are being made than the portal can make at once; try again in a moment',
      );
    }
    const worker = await this.#take();
    try {
      return await worker.run(job, this.#options.timeLimitMs);
    } finally {
      this.#giveBack(worker);
    }
  }

  /** Ends all workers; jobs in them fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const take of this.#waiting.splice(0)) take(Promise.reject(STOPPING));
    await Promise.all([...this.#all].map(worker => worker.end()));
  }

  async #take(): Promise<SynthesisWorker> {
    if (this.#closed) throw STOPPING;
    const next =
      this.#idle.shift() ??
      new Promise<SynthesisWorker>(resolve => this.#waiting.push(resolve));
    try {
      const worker = await next;
      if (worker.alive) return worker;
      this.#all.delete(worker);
    } catch (error) {
      if (!this.#closed) this.#offer(this.#start());
      throw error;
    }
    if (!this.#closed) this.#offer(this.#start());
    return this.#take();
  }

  #giveBack(worker: SynthesisWorker): void {
    if (worker.alive && worker.jobs < this.#options.recycleAfter) {
      this.#offer(Promise.resolve(worker));
      return;
    }
    this.#all.delete(worker);
    if (worker.alive) worker.end();
    if (!this.#closed) this.#offer(this.#start());
  }

  #offer(worker: Promise<SynthesisWorker>): void {
    const first = this.#waiting.shift();
    if (first) first(worker);
    else this.#idle.push(worker);
  }

  #start(): Promise<SynthesisWorker> {
    const worker = new SynthesisWorker(this.#options);
    this.#all.add(worker);
    const ready = worker
      .run({ kind: 'warm-up' }, WARM_UP_LIMIT_MS)
      .then(() => worker);
    ready.catch(() => this.#all.delete(worker));
    return ready;
  }
}
