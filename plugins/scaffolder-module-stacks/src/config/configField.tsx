import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  ErrorCard,
  issuesOf,
  stacksApiRef,
} from '@enginehouse/plugin-stacks-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import useMount from 'react-use/esm/useMount';
import { planRequestOf, type StackFormData } from '../request';
import { saysWhatFails } from '../saysWhatFails';
import { useKeptInAddress } from '../useKeptInAddress';
import { ConfigForm } from './ConfigForm';
import { PresetChoice } from './PresetChoice';
import type { Preset } from './presets';
import { useLiveCheck } from './useLiveCheck';

const schema = makeFieldSchema({
  output: z => z.record(z.unknown()),
  uiOptions: z =>
    z.object({
      definition: z
        .string()
        .describe('Id of the definition, for example dagger-engine-pool'),
      presets: z
        .array(
          z.object({
            title: z.string(),
            description: z.string().optional(),
            config: z.record(z.unknown()),
          }),
        )
        .optional()
        .describe('What one may start from, to choose above the form'),
    }),
});

const definitionOf = (
  uiSchema: { 'ui:options'?: { definition?: unknown } } | undefined,
) => String(uiSchema?.['ui:options']?.definition ?? '');

/** The configuration of the definition named by `ui:options.definition`, drawn from its JSON Schema, below the presets of the template. */
export const configField = createFormField({
  name: 'StackConfig',
  schema,
  component: function ConfigField({
    formData,
    formContext,
    onChange,
    rawErrors = [],
    uiSchema,
  }) {
    const api = useApi(stacksApiRef);
    const definitionId = definitionOf(uiSchema);
    const form: StackFormData = formContext?.formData ?? {};
    const config = formData ?? {};
    useKeptInAddress(form);
    useMount(() => {
      // What has no value the form lets pass unchecked.
      if (!formData) onChange(config);
    });
    const read = useAsyncRetry(
      () =>
        Promise.all([api.getDefinition(definitionId), api.listEnvironments()]),
      [api, definitionId],
    );
    const check = useLiveCheck(
      planRequestOf(definitionId, { ...form, config }),
    );
    if (read.error) {
      return (
        <ErrorCard
          title="The options cannot be read"
          error={read.error}
          onRetry={read.retry}
        />
      );
    }
    if (!read.value) {
      return (
        <Stack spacing={3} aria-busy="true" aria-label="Reading the options">
          {['1', '2', '3', '4'].map(row => (
            <Skeleton key={row} variant="rounded" height={56} />
          ))}
        </Stack>
      );
    }
    const [definition, environments] = read.value;
    const presets: Preset[] = uiSchema?.['ui:options']?.presets ?? [];
    return (
      <Stack spacing={3}>
        {presets.length > 0 && (
          <PresetChoice presets={presets} config={config} onChange={onChange} />
        )}
        <ConfigForm
          definition={definition}
          environment={environments.find(
            ({ name }) => name === form.environment,
          )}
          config={config}
          check={check}
          showAll={rawErrors.length > 0}
          onChange={onChange}
        />
      </Stack>
    );
  },
  validation: (config, field, { apiHolder, formData, uiSchema }) =>
    saysWhatFails(field, async () => {
      try {
        await apiHolder.get(stacksApiRef)?.createPlan({
          ...planRequestOf(definitionOf(uiSchema), {
            ...(formData as StackFormData),
            config,
          }),
          dryRun: true,
        });
      } catch (error) {
        const issues = issuesOf(error);
        if (issues.length === 0) {
          throw error;
        }
        // The field shows each issue at its option; this line stands in the summary above the form.
        field.addError(
          issues.length === 1
            ? '1 value was not accepted'
            : `${issues.length} values were not accepted`,
        );
      }
    }),
});
