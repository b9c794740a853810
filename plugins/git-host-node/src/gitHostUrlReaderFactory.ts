import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { GIT_HOST_PATH } from '@enginehouse/plugin-git-host-common';
import { GitHostClient } from './GitHostClient';
import { GitHostUrlReader } from './GitHostUrlReader';

/**
 * Lets every plugin read files of the portal's own git host by their URL, when it is enabled.
 *
 * The port of the URL is not compared: what was registered while the portal listened elsewhere is still this portal's.
 *
 * @public
 */
export const gitHostUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {
    auth: coreServices.auth,
    discovery: coreServices.discovery,
    config: coreServices.rootConfig,
  },
  factory({ auth, discovery, config }) {
    if (!config.getOptionalBoolean('gitHost.enabled')) {
      return () => [];
    }
    const portal = new URL(config.getString('app.baseUrl'));
    const client = GitHostClient.create({ auth, discovery });
    return ({ treeResponseFactory }) => [
      {
        predicate: url =>
          url.hostname === portal.hostname &&
          url.pathname.startsWith(`${GIT_HOST_PATH}/`),
        reader: new GitHostUrlReader({ client, auth, treeResponseFactory }),
      },
    ];
  },
});
