import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { GIT_HOST_PATH } from '@enginehouse/plugin-git-host-common';
import { GitHostClient, gitHostApiRef } from './api/GitHostApi';

const gitHostApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gitHostApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GitHostClient({ fetchApi }),
    }),
});

/** Without title and icon: one comes here from a component's source link, not from the menu. */
const gitHostPage = PageBlueprint.make({
  params: {
    path: GIT_HOST_PATH,
    noHeader: true,
    loader: () => import('./GitHostRouter').then(m => <m.GitHostRouter />),
  },
});

/**
 * Pages of the portal's own git host: how to clone, and the password git asks for.
 * @public
 */
export const gitHostPlugin = createFrontendPlugin({
  pluginId: 'git-host',
  info: { packageJson: () => import('../package.json') },
  extensions: [gitHostApi, gitHostPage],
});
