import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { GitHostClient } from '@enginehouse/plugin-git-host-node';
import { createPublishGitHostAction } from './actions/publishGitHost';
import { repositoryHosts } from './repositoryHosts';

/** Registers the action `publish:git-host` and what the field `RepositoryHost` offers. @public */
export const scaffolderModuleRepositories = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'repositories',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        autocomplete: scaffolderAutocompleteExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, autocomplete, config, discovery }) {
        const client = GitHostClient.create({ auth, discovery });
        actions.addActions(createPublishGitHostAction({ client, config }));
        const hosts = repositoryHosts(config);
        autocomplete.addAutocompleteProvider({
          id: 'repositories',
          handler: async ({ resource }) => {
            if (resource !== 'hosts') {
              throw new InputError(
                `repositories offers no '${resource}'; accepted: hosts`,
              );
            }
            return {
              results: hosts.map(({ type, host, title }) => ({
                id: `${type}:${host}`,
                title,
              })),
            };
          },
        });
      },
    });
  },
});
