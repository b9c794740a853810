import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of stacks; mounted by the stacks plugin, at `/stacks` unless configured otherwise. @public */
export const stacksRouteRef = createRouteRef({ id: 'stacks' });

/** One plan. @public */
export const planRouteRef = createSubRouteRef({
  id: 'stacks/plan',
  parent: stacksRouteRef,
  path: '/plans/:id',
});

/** One deployment, readable after its entity is gone. @public */
export const deploymentRouteRef = createSubRouteRef({
  id: 'stacks/deployment',
  parent: stacksRouteRef,
  path: '/deployments/:id',
});

/** The environments with their checks. @public */
export const environmentsRouteRef = createSubRouteRef({
  id: 'stacks/environments',
  parent: stacksRouteRef,
  path: '/environments',
});
