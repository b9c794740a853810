import { createApiRef } from '@backstage/frontend-plugin-api';
import type { StacksApi } from './StacksApi';

/** @public */
export const stacksApiRef = createApiRef<StacksApi>().with({
  id: 'plugin.stacks.client',
  pluginId: 'stacks',
});
