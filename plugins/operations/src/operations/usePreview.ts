import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { OperationPreview } from '@enginehouse/plugin-operations-common';
import type { OperationInput } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const TYPING_PAUSE_MS = 300;

/** What an operation would do; neither while it is being asked. */
export interface Previewed {
  preview?: OperationPreview;
  /** The refusal of the input as it stands. */
  refusal?: unknown;
}

/** Asks what the operation would do with the input as it stands, whenever one stops typing. */
export function usePreview(request: OperationInput): Previewed {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const [previewed, setPreviewed] = useState<Previewed>({});
  const key = JSON.stringify(request);

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const preview = await api.previewOperation(entity, JSON.parse(key), {
          signal: abort.signal,
        });
        setPreviewed({ preview });
      } catch (refusal) {
        if (!abort.signal.aborted) {
          setPreviewed({ refusal });
        }
      }
    }, TYPING_PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [api, entity, key]);

  return previewed;
}
