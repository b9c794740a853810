import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { OperationRun } from '@enginehouse/plugin-operations-common';
import { stacksApiRef, useRead } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { useStackName } from '../useStackName';
import { RUN_LINES, runsOf } from './runsOf';

const LINES = 50;
const RUNNING_EVERY_MS = 2_000;
const CALM_EVERY_MS = 15_000;

const isRunning = ({ state }: OperationRun) => state === 'running';

const again = (runs: OperationRun[] = []) =>
  runs.some(isRunning) ? RUNNING_EVERY_MS : CALM_EVERY_MS;

/** What was lately done to the page's stack, newest first, whoever did it and wherever; those that run with their progress. */
export function useOperationRuns() {
  const stacks = useApi(stacksApiRef);
  const operations = useApi(operationsApiRef);
  const entity = useEntityRef();
  const stack = useStackName();
  return useRead(
    useCallback(
      async signal => {
        const query = { kind: RUN_LINES, limit: LINES };
        const { items } = await stacks.listLedger(stack, query, { signal });
        return Promise.all(
          runsOf(items).map(run =>
            isRunning(run)
              ? operations.getOperationRun(entity, run.id, { signal })
              : run,
          ),
        );
      },
      [stacks, operations, entity, stack],
    ),
    { again },
  );
}
