import { createOpenApiRouter } from '../schema/openapi';
import type { ApiRouter, RouterOptions } from './RouterOptions';
import { addLeaseRoutes } from './leaseRoutes';
import { addLogRoutes } from './logRoutes';
import { addOperationRoutes } from './operationRoutes';
import { addSignalRoutes } from './signalRoutes';

/** The API of `openapi.yaml`. */
export async function createRouter(options: RouterOptions): Promise<ApiRouter> {
  const router = await createOpenApiRouter();
  addSignalRoutes(router, options);
  addLogRoutes(router, options);
  addOperationRoutes(router, options);
  addLeaseRoutes(router, options);
  return router;
}
