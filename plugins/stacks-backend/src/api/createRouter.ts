import { createOpenApiRouter } from '../schema/openapi';
import type { ApiRouter, RouterOptions } from './RouterOptions';
import { addAcknowledgementRoutes } from './acknowledgementRoutes';
import { addDefinitionRoutes } from './definitionRoutes';
import { addDeploymentRoutes } from './deploymentRoutes';
import { addLedgerRoutes } from './ledgerRoutes';
import { addPlanRoutes } from './planRoutes';
import { addStackRoutes } from './stackRoutes';

/** The API of `openapi.yaml`. */
export async function createRouter(options: RouterOptions): Promise<ApiRouter> {
  const router = await createOpenApiRouter();
  addDefinitionRoutes(router, options);
  addPlanRoutes(router, options);
  addStackRoutes(router, options);
  addLedgerRoutes(router, options);
  addAcknowledgementRoutes(router, options);
  addDeploymentRoutes(router, options);
  return router;
}
