import type { OperationRun } from '@enginehouse/plugin-operations-common';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import { z } from 'zod';

export const OPERATION_STARTED = 'operation-started';
export const OPERATION_FINISHED = 'operation-finished';

/** Longer than operations take that do not say how long. */
const MOST_MINUTES = 15;
const MINUTE_MS = 60_000;

const started = z.object({
  runId: z.string(),
  operation: z.string(),
  title: z.string(),
  target: z.object({
    key: z.string(),
    title: z.string(),
    kind: z.enum(['unit', 'resource']),
  }),
  input: z.record(z.string(), z.unknown()),
  effect: z.string(),
  mostMinutes: z.number().optional(),
});

const finished = z.object({
  runId: z.string(),
  state: z.enum(['succeeded', 'failed', 'interrupted']),
  result: z.string().optional(),
  error: z.string().optional(),
});

/** What the ledger says when a run begins. */
export type RunStarted = z.infer<typeof started>;
/** What the ledger says when a run is over. */
export type RunFinished = z.infer<typeof finished>;

/**
 * A run as the ledger tells it, on any replica. One that began long ago and did not finish was interrupted with its process.
 *
 * @param now - milliseconds since the epoch
 */
export function runFromLines(
  runId: string,
  lines: LedgerLine[],
  now: number,
): OperationRun | undefined {
  const beginning = lines.find(
    line => line.kind === OPERATION_STARTED && line.data.runId === runId,
  );
  if (!beginning) return undefined;
  const end = lines.find(
    line => line.kind === OPERATION_FINISHED && line.data.runId === runId,
  );
  const {
    runId: id,
    mostMinutes = MOST_MINUTES,
    ...what
  } = started.parse(beginning.data);
  const run = {
    id,
    ...what,
    startedAt: beginning.at,
    startedBy: beginning.actor,
  };
  if (end) {
    const { state, result, error } = finished.parse(end.data);
    return { ...run, state, result, error, finishedAt: end.at };
  }
  return now - Date.parse(beginning.at) < mostMinutes * MINUTE_MS
    ? { ...run, state: 'running' }
    : {
        ...run,
        state: 'interrupted',
        error:
          'The portal stopped while it ran; look at the units for its effect',
      };
}
