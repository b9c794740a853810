import type { OperationRun } from '@enginehouse/plugin-operations-common';

const POLL_MS = 1_000;

const pause = () => new Promise(resolve => setTimeout(resolve, POLL_MS));

/** Reads a run until it is over, and shows each reading. */
export async function whenFinished(
  started: OperationRun,
  read: (id: string) => Promise<OperationRun>,
  show: (run: OperationRun) => void,
): Promise<OperationRun> {
  let run = started;
  while (run.state === 'running') {
    await pause();
    run = await read(run.id);
    show(run);
  }
  return run;
}
