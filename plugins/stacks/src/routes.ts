import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The tab of an entity that shows its deployment. */
export const deploymentContentRouteRef = createRouteRef({
  id: 'stacks/entity',
});

/** Where a stack begins: the list of templates. */
export const createStackRouteRef = createExternalRouteRef({
  id: 'create',
  optional: true,
  defaultTarget: 'scaffolder.root',
});

/** The form of one template, for changing a stack. */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
