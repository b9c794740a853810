import type { OperationRun } from '@enginehouse/plugin-operations-common';

/** How long the same operation took in the middle of its past runs, in milliseconds; undefined when none is known to have ended well. */
export function typicalMs(
  run: OperationRun,
  past: OperationRun[],
): number | undefined {
  const durations = past
    .filter(
      ({ operation, target, state }) =>
        operation === run.operation &&
        target.key === run.target.key &&
        state === 'succeeded',
    )
    .flatMap(({ startedAt, finishedAt }) =>
      finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : [],
    )
    .sort((a, b) => a - b);
  return durations[Math.floor(durations.length / 2)];
}
