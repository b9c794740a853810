import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createStacksApplyAction } from './actions/stacksApply';
import { createStacksFetchAction } from './actions/stacksFetch';
import { createStacksPlanAction } from './actions/stacksPlan';
import { StacksClient } from './StacksClient';

/** Registers the actions of the stacks plugin. @public */
export const scaffolderModuleStacks = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stacks',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const client = StacksClient.create({ auth, discovery });
        actions.addActions(
          createStacksApplyAction({ client }),
          createStacksFetchAction({ client }),
          createStacksPlanAction({ client }),
        );
      },
    });
  },
});
