import type { OperationRun } from '@enginehouse/plugin-operations-common';

const POLL_MS = 1_000;
/** So often in a row it may fail to be read before it is given up. */
const PATIENCE = 60;

const pause = () => new Promise(resolve => setTimeout(resolve, POLL_MS));

/**
 * Reads a run until it is over. It goes on without the page, so a portal that does not answer for a while is asked again.
 * @throws what the portal answered last when it could not be read for a minute
 */
export async function whenFinished(
  started: OperationRun,
  read: (id: string) => Promise<OperationRun>,
): Promise<OperationRun> {
  let run = started;
  let misses = 0;
  while (run.state === 'running') {
    await pause();
    try {
      run = await read(run.id);
      misses = 0;
    } catch (error) {
      misses += 1;
      if (misses > PATIENCE) throw error;
    }
  }
  return run;
}
