import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { techdocsBuildsExtensionPoint } from '@backstage/plugin-techdocs-node';
import { RepositoriesOnly } from './RepositoriesOnly';

/** Decides whose documentation TechDocs builds when it is read. @public */
export const techdocsModuleRepositories = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'repositories',
  register(reg) {
    reg.registerInit({
      deps: {
        builds: techdocsBuildsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ builds, config }) {
        builds.setBuildStrategy(RepositoriesOnly.fromConfig(config));
      },
    });
  },
});
