import type { JobError } from './jobs';

/** Why a job in a worker failed, in words. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';

  /** What is wrong with the input, where that is the reason. */
  readonly issues?: JobError['issues'];

  constructor(message: string, issues?: JobError['issues']) {
    super(message);
    this.issues = issues;
  }

  /** What the job threw. */
  static of({ name, message, issues }: JobError) {
    const text = name === 'Error' ? message : `${name}: ${message}`;
    return new WorkerFailure(text, issues);
  }

  /** The worker ended of itself. Node aborts at the limit of its heap; the worker's watch and the system kill for memory. */
  static exited(code: number | null, signal: NodeJS.Signals | null) {
    if (signal === 'SIGABRT' || signal === 'SIGKILL') {
      return new WorkerFailure('the worker ran out of memory');
    }
    return new WorkerFailure(
      signal
        ? `the worker was ended by ${signal}`
        : `the worker exited with code ${code}`,
    );
  }

  static tooSlow(timeLimitMs: number) {
    return new WorkerFailure(
      `it took longer than ${timeLimitMs / 1_000} s and was ended`,
    );
  }
}
