/**
 * The frontend of stacks for apps of the old frontend system: the same pages, entity content and card.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
import {
  deploymentRouteRef,
  environmentsRouteRef,
  planRouteRef,
  StacksClient,
  stacksApiRef,
  stacksRouteRef,
} from '@enginehouse/plugin-stacks-react';
import {
  createStackRouteRef,
  deploymentContentRouteRef,
  templateRouteRef,
} from './routes';

/** The plugin with its API, for `createApp` of the old frontend system; what it provides is mounted by hand. @public */
export const stacksPlugin = createPlugin({
  id: 'stacks',
  apis: [
    createApiFactory({
      api: stacksApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new StacksClient({ fetchApi }),
    }),
  ],
  routes: {
    root: stacksRouteRef,
    plan: planRouteRef,
    deployment: deploymentRouteRef,
    environments: environmentsRouteRef,
    entityDeployment: deploymentContentRouteRef,
  },
  externalRoutes: { create: createStackRouteRef, template: templateRouteRef },
});

/** The pages below `/stacks`; mount it at that path. @public */
export const StacksPage = stacksPlugin.provide(
  createRoutableExtension({
    name: 'StacksPage',
    mountPoint: stacksRouteRef,
    component: () => import('./StacksRouter').then(m => m.StacksRouter),
  }),
);

/** The Deployment tab of an entity; mount it at `/deployment`. @public */
export const EntityDeploymentContent = stacksPlugin.provide(
  createRoutableExtension({
    name: 'EntityDeploymentContent',
    mountPoint: deploymentContentRouteRef,
    component: () =>
      import('./entity/DeploymentContent').then(m => m.DeploymentContent),
  }),
);

/** The deployment card of an entity's overview. @public */
export const EntityDeploymentCard = stacksPlugin.provide(
  createComponentExtension({
    name: 'EntityDeploymentCard',
    component: {
      lazy: () => import('./entity/DeploymentCard').then(m => m.DeploymentCard),
    },
  }),
);

/** The cost card of an entity's overview. @public */
export const EntityCostCard = stacksPlugin.provide(
  createComponentExtension({
    name: 'EntityCostCard',
    component: {
      lazy: () => import('./entity/CostCard').then(m => m.CostCard),
    },
  }),
);

/** Whether an entity shows a stack. @public */
export function isStackAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[ANNOTATION_STACK]);
}
