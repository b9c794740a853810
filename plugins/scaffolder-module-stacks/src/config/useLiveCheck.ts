import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Issue,
  Plan,
  PlanRequest,
} from '@enginehouse/plugin-stacks-common';
import { issuesOf, stacksApiRef } from '@enginehouse/plugin-stacks-react';

const TYPING_PAUSE_MS = 350;

/** What stage 1 says of the form as it stands. */
export interface LiveCheck {
  checking: boolean;
  issues: Issue[];
  /** The preview, when nothing is wrong. */
  preview?: Plan;
  /** When the check itself could not be made. */
  error?: Error;
}

/** Plans in a dry run whenever one stops typing: the definition's own schema says what is wrong, in the same words as everywhere. */
export function useLiveCheck(request: PlanRequest): LiveCheck {
  const api = useApi(stacksApiRef);
  const [check, setCheck] = useState<LiveCheck>({ checking: true, issues: [] });
  const key = JSON.stringify(request);

  useEffect(() => {
    const abort = new AbortController();
    setCheck(current => ({ ...current, checking: true }));
    const timer = setTimeout(async () => {
      try {
        const preview = await api.createPlan(
          { ...JSON.parse(key), dryRun: true },
          { signal: abort.signal },
        );
        setCheck({ checking: false, issues: [], preview });
      } catch (error) {
        if (abort.signal.aborted) {
          return;
        }
        const issues = issuesOf(error);
        setCheck({
          checking: false,
          issues,
          error: issues.length ? undefined : (error as Error),
        });
      }
    }, TYPING_PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, key]);

  return check;
}
