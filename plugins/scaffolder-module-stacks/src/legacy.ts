/**
 * The form fields for apps of the old frontend system: children of `ScaffolderFieldExtensions` on the scaffolder's page. What they ask the backend with
 * is brought by `@enginehouse/plugin-stacks/legacy`.
 *
 * @packageDocumentation
 */
import { createPlugin } from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import type {
  FormField,
  FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { bindsField } from './binds/bindsField';
import { configField } from './config/configField';
import { planField } from './plan/planField';
import { environmentField } from './who/environmentField';
import { serviceField } from './who/serviceField';

const plugin = createPlugin({ id: 'scaffolder-module-stacks' });

function extensionOf(field: FormField) {
  // A form field holds what it was made of; its type alone does not say so.
  const made = field as unknown as FormFieldExtensionData;
  return plugin.provide(
    createScaffolderFieldExtension({ ...made, schema: made.schema?.schema }),
  );
}

/** The field `StackService`. @public */
export const StackServiceFieldExtension = extensionOf(serviceField);

/** The field `StackEnvironment`. @public */
export const StackEnvironmentFieldExtension = extensionOf(environmentField);

/** The field `StackConfig`. @public */
export const StackConfigFieldExtension = extensionOf(configField);

/** The field `StackBinds`. @public */
export const StackBindsFieldExtension = extensionOf(bindsField);

/** The field `StackPlan`. @public */
export const StackPlanFieldExtension = extensionOf(planField);
