import { parentPort } from 'node:worker_threads';
import { toError } from '@backstage/errors';
import type { Request, Response } from './jobs';
import { runJob } from './runJob';

/** The entry of a worker thread: one job after the other, values in and values out. */
parentPort?.on('message', ({ id, job }: Request) => {
  let response: Response;
  try {
    response = { id, result: runJob(job) };
  } catch (thrown) {
    const { name, message } = toError(thrown);
    response = { id, error: { name, message } };
  }
  parentPort?.postMessage(response);
});
