import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { StacksClient } from './StacksClient';
import type { StacksService } from './StacksService';

/**
 * The stacks plugin, for other backends.
 * @public
 */
export const stacksServiceRef = createServiceRef<StacksService>({
  id: 'enginehouse.stacks',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { discovery: coreServices.discovery, auth: coreServices.auth },
      factory: deps => new StacksClient(deps),
    }),
});
