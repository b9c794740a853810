import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import type { Bind } from '@enginehouse/plugin-stacks-common';
import { errorFactsOf, stacksApiRef } from '@enginehouse/plugin-stacks-react';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import useAsync from 'react-use/esm/useAsync';
import type { StackFormData } from '../request';
import { offersOf } from './offers';

const schema = makeFieldSchema({
  output: z => z.array(z.object({ to: z.string(), capability: z.string() })),
  uiOptions: z =>
    z.object({
      definition: z
        .string()
        .describe('Id of the definition, for example ktor-chassis'),
    }),
});

/** What the stack uses of others: for each capability its definition can bind to, the deployed components of the service that offer it. */
export const bindsField = createFormField({
  name: 'StackBinds',
  schema,
  component: function BindsField({
    formData,
    formContext,
    onChange,
    rawErrors = [],
    uiSchema,
  }) {
    const api = useApi(stacksApiRef);
    const id = String(uiSchema?.['ui:options']?.definition ?? '');
    const binds: Bind[] = formData ?? [];
    const form: StackFormData = formContext?.formData ?? {};
    const { service, environment } = form;
    const read = useAsync(
      () =>
        Promise.all([
          api.getDefinition(id),
          api.listStacks({ q: `${service}-`, environment, limit: 100 }),
        ]),
      [api, id, service, environment],
    );
    if (read.error) {
      return (
        <Typography color="error" role="alert">
          What it can be bound to cannot be read:{' '}
          {errorFactsOf(read.error).message}
        </Typography>
      );
    }
    if (!read.value) {
      return (
        <Skeleton
          variant="rounded"
          height={56}
          aria-busy="true"
          aria-label="Reading what it can be bound to"
        />
      );
    }
    const [definition, stacks] = read.value;
    const component = form.component ?? definition.shortName;
    const offers = offersOf(stacks.items, {
      ...{ service, environment, component },
    });
    return (
      <Stack spacing={2}>
        {rawErrors.map(problem => (
          <Typography key={problem} color="error" role="alert">
            {problem}
          </Typography>
        ))}
        {(definition.bindsTo ?? []).map(capability => {
          const offering = offers.filter(({ capabilities }) =>
            capabilities.includes(capability),
          );
          const bound = binds.find(bind => bind.capability === capability);
          const others = binds.filter(bind => bind !== bound);
          return (
            <TextField
              key={capability}
              id={`stack-binds-${capability}`}
              select
              fullWidth
              label={`Uses ${capability} of`}
              value={
                offering.some(o => o.component === bound?.to) ? bound?.to : ''
              }
              onChange={({ target: { value: to } }) =>
                onChange(to ? [...others, { to, capability }] : others)
              }
              helperText={
                offering.length > 0
                  ? 'A deployed component of this service and environment'
                  : `No deployed component of ${service} in ${environment} offers it`
              }
            >
              <MenuItem value="">nothing</MenuItem>
              {offering.map(({ component: name, stack }) => (
                <MenuItem key={stack} value={name}>
                  {name} ({stack})
                </MenuItem>
              ))}
            </TextField>
          );
        })}
      </Stack>
    );
  },
});
