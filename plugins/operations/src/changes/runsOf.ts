import type { OperationRun } from '@enginehouse/plugin-operations-common';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';

export const RUN_LINES = ['operation-started', 'operation-finished'];

/**
 * The runs of operations that the ledger tells of, newest first.
 * @param lines - of the kinds {@link RUN_LINES}, newest first; one that has not finished yet counts as running
 */
export function runsOf(lines: LedgerLine[]): OperationRun[] {
  const finished = new Map(
    lines
      .filter(({ kind }) => kind === 'operation-finished')
      .map(line => [line.data.runId, line]),
  );
  return lines
    .filter(({ kind }) => kind === 'operation-started')
    .map(({ data, at, actor }) => {
      const { runId: id, operation, title, target, effect } = data;
      const end = finished.get(id);
      return {
        ...{ id, operation, title, target, effect },
        startedAt: at,
        startedBy: actor,
        state: end?.data.state ?? 'running',
        result: end?.data.result,
        error: end?.data.error,
        finishedAt: end?.at,
      };
    });
}
