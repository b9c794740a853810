import { createApiRef } from '@backstage/frontend-plugin-api';
import type { StacksApi } from './StacksApi';

/** The stacks backend, for components; the plugin brings the client. @public */
export const stacksApiRef = createApiRef<StacksApi>().with({
  id: 'plugin.stacks.client',
  pluginId: 'stacks',
});
