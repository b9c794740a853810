import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const EVERY_MS = 5_000;
const again = () => EVERY_MS;

/** Who works on which unit of the page's entity, read again every five seconds while in view. */
export function useLeases() {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(signal => api.listLeases(entity, { signal }), [api, entity]),
    { again },
  );
}
