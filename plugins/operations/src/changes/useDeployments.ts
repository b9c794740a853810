import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { stacksApiRef, useRead } from '@enginehouse/plugin-stacks-react';
import { useStackName } from '../useStackName';

const EVERY_MS = 15_000;
const again = () => EVERY_MS;
const SHOWN = 50;

/** The last deployments of the page's stack, newest first. */
export function useDeployments() {
  const api = useApi(stacksApiRef);
  const stack = useStackName();
  return useRead(
    useCallback(
      async signal => {
        const query = { limit: SHOWN };
        return (await api.listDeployments(stack, query, { signal })).items;
      },
      [api, stack],
    ),
    { again },
  );
}
