/** Why a job in a worker failed, in words. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';

  /** What the job threw. */
  static of(error: { name: string; message: string }) {
    return new WorkerFailure(
      error.name === 'Error'
        ? error.message
        : `${error.name}: ${error.message}`,
    );
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
