import { useHref } from 'react-router-dom';
import { useApi } from '@backstage/frontend-plugin-api';
import type { OperationRun } from '@enginehouse/plugin-operations-common';
import {
  errorFactsOf,
  useToast,
  type Toast,
} from '@enginehouse/plugin-stacks-react';
import type { OperationInput } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { whenFinished } from './whenFinished';

/** What came of a run, in words. */
function outcomeOf(run: OperationRun): Toast {
  const { title, target, state, result, error } = run;
  const what = `${title} ${target.title}`;
  return state === 'succeeded'
    ? { title: result ?? `${what}: done` }
    : { title: `${what} ${state}: ${error}`, status: 'danger' };
}

/**
 * Starts an operation, and tells what came of it whatever page is in view by then. The promise resolves when it has begun, and
 * rejects when it is refused.
 * @param onChange - called when it has begun, and when it is over
 */
export function useRunOperation(onChange: () => void) {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const toast = useToast();
  const href = useHref('../deployment#ledger');

  const tell = async (started: OperationRun) => {
    const link = { label: 'Show in the ledger', href };
    try {
      const run = await whenFinished(started, id =>
        api.getOperationRun(entity, id),
      );
      toast({ ...outcomeOf(run), link });
    } catch (error) {
      const { title, target } = started;
      toast({
        title: `What came of ${title} ${target.title} cannot be read: ${
          errorFactsOf(error).message
        }`,
        status: 'danger',
        link,
      });
    }
    onChange();
  };

  return async (request: OperationInput) => {
    const started = await api.runOperation(entity, request);
    toast({
      title: `${started.title} ${started.target.title} has begun`,
      status: 'info',
    });
    onChange();
    tell(started);
  };
}
