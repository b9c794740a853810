import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this is the whole app of the example
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';
import stacksPlugin from '../src';
import { entity, stacksApi } from './example';

// The plugin over example values: every page without a backend.
const app = createApp({
  features: [
    catalogPlugin.withOverrides({
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities: [entity] }),
            }),
        }),
      ],
    }),
    stacksPlugin.withOverrides({
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({ api: stacksApiRef, deps: {}, factory: () => stacksApi }),
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
