import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const serviceField = FormFieldBlueprint.make({
  name: 'stack-service',
  params: {
    field: () => import('./who/serviceField').then(m => m.serviceField),
  },
});

const environmentField = FormFieldBlueprint.make({
  name: 'stack-environment',
  params: {
    field: () => import('./who/environmentField').then(m => m.environmentField),
  },
});

const configField = FormFieldBlueprint.make({
  name: 'stack-config',
  params: {
    field: () => import('./config/configField').then(m => m.configField),
  },
});

const bindsField = FormFieldBlueprint.make({
  name: 'stack-binds',
  params: {
    field: () => import('./binds/bindsField').then(m => m.bindsField),
  },
});

const planField = FormFieldBlueprint.make({
  name: 'stack-plan',
  params: { field: () => import('./plan/planField').then(m => m.planField) },
});

/** The fields `StackService`, `StackEnvironment`, `StackConfig`, `StackBinds` and `StackPlan`. @public */
export const scaffolderModuleStacks = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    serviceField,
    environmentField,
    configField,
    bindsField,
    planField,
  ],
});
