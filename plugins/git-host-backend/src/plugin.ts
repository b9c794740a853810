import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  GIT_HOST_PATH,
  gitHostPermissions,
} from '@enginehouse/plugin-git-host-common';
import {
  repositoryPermissionRules,
  repositoryResourceRef,
} from '@enginehouse/plugin-git-host-node';
import { createRouter } from './api/createRouter';
import { GitAuthenticator } from './api/GitAuthenticator';
import { RepositoryAuthorizer } from './api/RepositoryAuthorizer';
import { readGitHostConfig } from './readGitHostConfig';
import { Repositories } from './repositories/Repositories';
import { RepositoryFiles } from './repositories/RepositoryFiles';
import { RepositoryStore } from './repositories/RepositoryStore';

/**
 * A git host of the portal's own, for development. Off unless configured.
 * @public
 */
export const gitHostPlugin = createBackendPlugin({
  pluginId: 'git-host',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { config, discovery, httpRouter, logger } = services;
        const settings = readGitHostConfig(config);
        if (!settings) {
          logger.info('Off: gitHost.enabled is not set');
          return;
        }
        const store = await RepositoryStore.open(settings.directory);
        services.permissionsRegistry.addResourceType({
          resourceRef: repositoryResourceRef,
          permissions: gitHostPermissions,
          rules: Object.values(repositoryPermissionRules),
        });
        const appUrl = config.getString('app.baseUrl').replace(/\/$/, '');
        httpRouter.use(
          createRouter({
            ...services,
            root: store.directory,
            maxPushBytes: settings.maxPushBytes,
            authenticator: new GitAuthenticator({
              auth: services.auth,
              signInUrl: `${appUrl}${GIT_HOST_PATH}`,
            }),
            authorizer: new RepositoryAuthorizer({
              permissions: services.permissions,
              registry: services.permissionsRegistry,
              store,
            }),
            files: new RepositoryFiles(store),
            repositories: new Repositories({
              store,
              apiUrl: await discovery.getExternalBaseUrl('git-host'),
              appUrl,
            }),
          }),
        );
        // Git signs in by HTTP Basic, which the portal's own check does not know: GitAuthenticator is the check there.
        httpRouter.addAuthPolicy({ path: '/repos', allow: 'unauthenticated' });
      },
    });
  },
});
