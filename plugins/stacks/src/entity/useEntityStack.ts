import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
import {
  isRunning,
  stacksApiRef,
  useRead,
} from '@enginehouse/plugin-stacks-react';

const refreshMs = { running: 3_000, idle: 20_000 };

/** The stack an entity shows, read again while it changes. The name is the annotation's; what may be seen of it the backend decides. */
export function useEntityStack() {
  const { entity } = useEntity();
  const name =
    entity.metadata.annotations?.[ANNOTATION_STACK] ?? entity.metadata.name;
  const api = useApi(stacksApiRef);
  return useRead<Stack>(
    useCallback(signal => api.getStack(name, { signal }), [api, name]),
    {
      again: stack =>
        stack && isRunning(stack.state) ? refreshMs.running : refreshMs.idle,
    },
  );
}
