import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { EnginehousePolicy } from './EnginehousePolicy';

/** Sets the {@link EnginehousePolicy}. @public */
export const permissionModuleEnginehouse = createBackendModule({
  pluginId: 'permission',
  moduleId: 'enginehouse',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ policy, config }) {
        policy.setPolicy(EnginehousePolicy.fromConfig(config));
      },
    });
  },
});
