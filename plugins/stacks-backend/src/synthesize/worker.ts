import { toError } from '@backstage/errors';
import { InputError } from '@enginehouse/stack-kit';
import type { Request, Response } from './jobs';
import { runJob } from './runJob';
import { watchOverWorker } from './watchOverWorker';

// The lines of a definition that people are shown are those of its source, not of what was built of it.
process.setSourceMapsEnabled(true);

/** The entry of a worker: one job after the other, values in and values out. */
watchOverWorker({ maxMemoryMb: Number(process.argv[2]) });
process.on('disconnect', () => process.exit());
process.on('message', ({ id, job }: Request) => {
  let response: Response;
  try {
    response = { id, result: runJob(job) };
  } catch (thrown) {
    const { name, message } = toError(thrown);
    const issues = thrown instanceof InputError ? thrown.issues : undefined;
    response = { id, error: { name, message, issues } };
  }
  process.send?.(response);
});
