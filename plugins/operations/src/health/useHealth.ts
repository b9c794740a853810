import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const EVERY_MS = 5_000;
const again = () => EVERY_MS;

/** The health of the page's entity, read again every five seconds while in view. */
export function useHealth() {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(signal => api.getHealth(entity, { signal }), [api, entity]),
    { again },
  );
}

/** The units of the page's entity. */
export function useUnits() {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(signal => api.listUnits(entity, { signal }), [api, entity]),
    { again },
  );
}
