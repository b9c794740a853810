import { createApiRef } from '@backstage/frontend-plugin-api';
import type { OperationsApi } from './OperationsApi';

/** The operations backend, for components; the plugin brings the client. @public */
export const operationsApiRef = createApiRef<OperationsApi>().with({
  id: 'plugin.operations.client',
  pluginId: 'operations',
});
