import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { awsServiceRef } from '@enginehouse/aws-node';
import { operationsPermissions } from '@enginehouse/plugin-operations-common';
import { operationsSourcesExtensionPoint } from '@enginehouse/plugin-operations-node';
import { stacksServiceRef } from '@enginehouse/plugin-stacks-node';
import { createOperations } from './createOperations';
import { readCollectSchedule } from './readCollectSchedule';
import { SourceRegistry } from './sources/SourceRegistry';

/**
 * Observe and operate what stacks run, with the sources that modules bring.
 *
 * @public
 */
export const operationsPlugin = createBackendPlugin({
  pluginId: 'operations',
  register(env) {
    const registry = new SourceRegistry();
    env.registerExtensionPoint(operationsSourcesExtensionPoint, registry);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        aws: awsServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        stacks: stacksServiceRef,
      },
      async init({ httpRouter, permissionsRegistry, ...services }) {
        const operations = await createOperations({ registry, ...services });
        permissionsRegistry.addPermissions(operationsPermissions);
        httpRouter.use(operations.router);
        services.lifecycle.addShutdownHook(() => operations.stop());
        await operations.collect(readCollectSchedule(services.config));
      },
    });
  },
});
