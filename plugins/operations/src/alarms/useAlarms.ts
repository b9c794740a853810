import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

const EVERY_MS = 10_000;
const again = () => EVERY_MS;

/** The alarms of the page's entity, firing first; read again every ten seconds while in view. */
export function useAlarms() {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(signal => api.listAlarms(entity, { signal }), [api, entity]),
    { again },
  );
}
