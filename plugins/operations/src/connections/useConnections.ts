import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const EVERY_MS = 60_000;
const again = () => EVERY_MS;

/** How to reach what the page's entity runs. */
export function useConnections() {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(
      signal => api.listConnections(entity, { signal }),
      [api, entity],
    ),
    { again },
  );
}
