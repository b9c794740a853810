import { createApiRef } from '@backstage/frontend-plugin-api';
import type { OperationsApi } from './OperationsApi';

/** @public */
export const operationsApiRef = createApiRef<OperationsApi>().with({
  id: 'plugin.operations.client',
  pluginId: 'operations',
});
