import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ListOperations200Response } from '@enginehouse/plugin-operations-common';
import { useRead, type Read } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';

export type OperationsRead = Read<ListOperations200Response>;

/** As units come and go, so does what can be done with them. */
const EVERY_MS = 15_000;
const again = () => EVERY_MS;

/** What the caller may do with what runs. */
export function useOperations(): OperationsRead {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  return useRead(
    useCallback(
      signal => api.listOperations(entity, { signal }),
      [api, entity],
    ),
    { again },
  );
}
