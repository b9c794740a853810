/** Why a job in a worker failed, in words. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';

  static of(error: { name: string; message: string; code?: string }) {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return new WorkerFailure('the worker ran out of memory');
    }
    return new WorkerFailure(
      error.name === 'Error' ? error.message : `${error.name}: ${error.message}`,
    );
  }

  static tooSlow(timeLimitMs: number) {
    return new WorkerFailure(
      `it took longer than ${timeLimitMs / 1_000} s and was ended`,
    );
  }
}
