import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Plan, PlanRequest } from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';

const POLL_MS = 1_000;

const isOpen = ({ state }: Plan) => state === 'planning' || state === 'ready';

/** What each plan of this page was asked for: going back and forth in the form without a change keeps the plan. */
const requestOf = new Map<string, string>();

/**
 * Makes the plan when the step is entered and reads it until it is sealed. A plan of this form that still answers the request is kept, one that no
 * longer does is discarded by the new one.
 */
export function useSealedPlan(
  request: PlanRequest,
  previousId: string | undefined,
  onMade: (id: string) => void,
): {
  plan?: Plan;
  error?: Error;
  /** Makes another plan. */
  again: () => void;
  /** Reads the same plan once more. */
  reread: () => void;
} {
  const api = useApi(stacksApiRef);
  const [plan, setPlan] = useState<Plan>();
  const [error, setError] = useState<Error>();
  const [round, setRound] = useState(0);
  const latest = useRef({ previousId, onMade });
  latest.current = { previousId, onMade };
  const key = JSON.stringify(request);

  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    let timer: ReturnType<typeof setTimeout>;
    const wanted: PlanRequest = JSON.parse(key);

    const fail = (problem: unknown) => {
      if (!signal.aborted) {
        setError(problem as Error);
      }
    };

    const follow = async (current: Plan) => {
      if (signal.aborted) {
        return;
      }
      setPlan(current);
      if (current.state === 'planning') {
        timer = setTimeout(async () => {
          try {
            await follow(await api.getPlan(current.id, { signal }));
          } catch (problem) {
            fail(problem);
          }
        }, POLL_MS);
      }
    };
    const enter = async () => {
      setError(undefined);
      const replaces = latest.current.previousId;
      const previous = replaces
        ? await api.getPlan(replaces, { signal }).catch(() => undefined)
        : undefined;
      if (
        round === 0 &&
        previous &&
        isOpen(previous) &&
        requestOf.get(previous.id) === key
      ) {
        await follow(previous);
        return;
      }
      const made = await api.createPlan(
        replaces ? { ...wanted, replaces } : wanted,
      );
      requestOf.set(made.id, key);
      latest.current.onMade(made.id);
      await follow(made);
    };
    enter().catch(fail);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, key, round]);

  const id = plan?.id;
  return {
    plan,
    error,
    reread: useCallback(() => {
      if (id) api.getPlan(id).then(setPlan, setError);
    }, [api, id]),
    again: useCallback(() => setRound(current => current + 1), []),
  };
}
