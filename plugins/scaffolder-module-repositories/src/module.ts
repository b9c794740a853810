import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const nameField = FormFieldBlueprint.make({
  name: 'repository-name',
  params: { field: () => import('./nameField').then(m => m.nameField) },
});

const hostField = FormFieldBlueprint.make({
  name: 'repository-host',
  params: { field: () => import('./hostField').then(m => m.hostField) },
});

/** The fields `RepositoryName` and `RepositoryHost`. @public */
export const scaffolderModuleRepositories = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [nameField, hostField],
});
