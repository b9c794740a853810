import { createBackendModule } from '@backstage/backend-plugin-api';
import { operationsSourcesExtensionPoint } from '@enginehouse/plugin-operations-node';
import { EndpointProbe } from './EndpointProbe';
import { createEnginePool } from './enginePool';

/** What no resource type can know about engine pools. */
export const operationsModuleEnginePool = createBackendModule({
  pluginId: 'operations',
  moduleId: 'engine-pool',
  register(reg) {
    reg.registerInit({
      deps: { operations: operationsSourcesExtensionPoint },
      async init({ operations }) {
        operations.addDefinition(createEnginePool(new EndpointProbe()));
      },
    });
  },
});
