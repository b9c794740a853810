import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { Environment } from '@enginehouse/plugin-stacks-common';
import { errorFactsOf, stacksApiRef } from '@enginehouse/plugin-stacks-react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import useAsync from 'react-use/esm/useAsync';
import { saysItself } from '../saysItself';
import { saysWhatFails } from '../saysWhatFails';
import { useKeptInAddress } from '../useKeptInAddress';

const schema = makeFieldSchema({ output: z => z.string() });

const describe = ({ name, account, region, framework }: Environment) =>
  `${name}: account ${account}, ${region}, ${framework}`;

/** Where the stack will live: the configured environments, those that cannot be used with the reason. */
export const environmentField = createFormField({
  name: 'StackEnvironment',
  schema,
  component: function EnvironmentField({
    formContext,
    formData,
    onChange,
    rawErrors = [],
    required,
    schema: { title = 'Environment', description },
  }) {
    const api = useApi(stacksApiRef);
    useKeptInAddress(formContext?.formData ?? {});
    const {
      value: environments = [],
      loading,
      error,
    } = useAsync(() => api.listEnvironments(), [api]);
    const chosen = environments.find(({ name }) => name === formData);
    const problem =
      (error &&
        `The environments cannot be read: ${errorFactsOf(error).message}`) ??
      (chosen && !chosen.check.ok
        ? `${chosen.name} cannot be used now: ${chosen.check.error}`
        : undefined) ??
      rawErrors[0];
    const help = loading ? 'Reading the environments…' : description;
    return (
      <TextField
        id="stack-environment"
        select
        label={title}
        value={chosen ? chosen.name : ''}
        onChange={event => onChange(event.target.value)}
        error={Boolean(problem)}
        helperText={problem ?? help}
        disabled={loading}
        required={required}
        inputProps={saysItself(required)}
        fullWidth
      >
        {environments.map(environment => (
          <MenuItem key={environment.name} value={environment.name}>
            {describe(environment)}
            {environment.check.ok ? '' : ' (cannot be used now)'}
          </MenuItem>
        ))}
      </TextField>
    );
  },
  validation: (value, field, { apiHolder }) =>
    saysWhatFails(field, async () => {
      const environments =
        (await apiHolder.get(stacksApiRef)?.listEnvironments()) ?? [];
      const chosen = environments.find(({ name }) => name === value);
      if (!chosen) {
        field.addError(
          `Choose an environment: ${
            environments.map(({ name }) => name).join(', ') ||
            'none is configured'
          }`,
        );
      } else if (!chosen.check.ok) {
        field.addError(
          `${chosen.name} cannot be used now: ${chosen.check.error}`,
        );
      }
    }),
});
