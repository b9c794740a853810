import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { OperationPreview } from '@enginehouse/plugin-operations-common';
import type { OperationInput } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const TYPING_PAUSE_MS = 300;

/** What an operation would do; neither before the first answer. */
export interface Previewed {
  preview?: OperationPreview;
  /** The refusal of the input. */
  refusal?: unknown;
  /** Whether it is of the input as it stands; what was said of an earlier one stays until the answer is there. */
  current: boolean;
}

/** Asks what the operation would do with the input as it stands, whenever one stops typing. */
export function usePreview(request: OperationInput): Previewed {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const key = JSON.stringify(request);
  const [answer, setAnswer] = useState<
    Pick<Previewed, 'preview' | 'refusal'> & { of?: string }
  >({});

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const preview = await api.previewOperation(entity, JSON.parse(key), {
          signal: abort.signal,
        });
        setAnswer({ preview, of: key });
      } catch (refusal) {
        if (!abort.signal.aborted) {
          setAnswer({ refusal, of: key });
        }
      }
    }, TYPING_PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, entity, key]);

  const { of, ...said } = answer;
  return { ...said, current: of === key };
}
