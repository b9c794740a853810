import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
import {
  deploymentRouteRef,
  environmentsRouteRef,
  planRouteRef,
  StacksClient,
  stacksApiRef,
  stacksRouteRef,
} from '@enginehouse/plugin-stacks-react';
import { RiStackLine } from '@remixicon/react';
import {
  createStackRouteRef,
  deploymentContentRouteRef,
  templateRouteRef,
} from './routes';

const isStack = {
  [`metadata.annotations.${ANNOTATION_STACK}`]: { $exists: true },
};

const stacksApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: stacksApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new StacksClient({ fetchApi }),
    }),
});

const stacksPage = PageBlueprint.make({
  params: {
    path: '/stacks',
    title: 'Stacks',
    icon: <RiStackLine />,
    routeRef: stacksRouteRef,
    loader: () => import('./StacksRouter').then(m => <m.StacksRouter />),
  },
});

const deploymentContent = EntityContentBlueprint.make({
  name: 'deployment',
  params: {
    path: 'deployment',
    title: 'Deployment',
    group: 'deployment',
    routeRef: deploymentContentRouteRef,
    filter: isStack,
    loader: () =>
      import('./entity/DeploymentContent').then(m => <m.DeploymentContent />),
  },
});

const deploymentCard = EntityCardBlueprint.make({
  name: 'deployment',
  params: {
    type: 'content',
    filter: isStack,
    loader: () =>
      import('./entity/DeploymentCard').then(m => <m.DeploymentCard />),
  },
});

const costCard = EntityCardBlueprint.make({
  name: 'cost',
  params: {
    type: 'content',
    filter: isStack,
    loader: () => import('./entity/CostCard').then(m => <m.CostCard />),
  },
});

/**
 * Configure, plan, apply and destroy CloudFormation stacks.
 * @public
 */
export const stacksPlugin = createFrontendPlugin({
  pluginId: 'stacks',
  title: 'Stacks',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: stacksRouteRef,
    plan: planRouteRef,
    deployment: deploymentRouteRef,
    environments: environmentsRouteRef,
    entityDeployment: deploymentContentRouteRef,
  },
  externalRoutes: { create: createStackRouteRef, template: templateRouteRef },
  extensions: [
    stacksApi,
    stacksPage,
    deploymentContent,
    deploymentCard,
    costCard,
  ],
});
