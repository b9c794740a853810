import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultAwsService } from './DefaultAwsService';
import type { AwsService } from './types';

/**
 * The one way to AWS, shared by all plugins of a backend.
 * @public
 */
export const awsServiceRef = createServiceRef<AwsService>({
  id: 'enginehouse.aws',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => DefaultAwsService.fromConfig(config),
    }),
});
