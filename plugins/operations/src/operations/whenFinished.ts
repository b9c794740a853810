import type { OperationRun } from '@enginehouse/plugin-operations-common';

const POLL_MS = 1_000;

const pause = () => new Promise(resolve => setTimeout(resolve, POLL_MS));

/** Reads a run until it is over. */
export async function whenFinished(
  started: OperationRun,
  read: (id: string) => Promise<OperationRun>,
): Promise<OperationRun> {
  let run = started;
  while (run.state === 'running') {
    await pause();
    run = await read(run.id);
  }
  return run;
}
