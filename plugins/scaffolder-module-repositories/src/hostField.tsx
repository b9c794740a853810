import { useEffect } from 'react';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  makeFieldSchema,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import useAsync from 'react-use/esm/useAsync';
import { placeProblem } from './placeProblem';
import { OWN_HOST, repositoryHosts } from './repositoryHosts';

const schema = makeFieldSchema({
  output: z =>
    z.object({
      type: z.string().describe('github, gitlab, gitea or git-host'),
      host: z.string().describe('Host name, with the port where there is one'),
      owner: z
        .string()
        .describe("Organisation or group; absent on the portal's own host")
        .optional(),
    }),
});

/** Where the repository goes: the hosts the portal can publish to. The only one is chosen by itself. */
export const hostField = createFormField({
  name: 'RepositoryHost',
  schema,
  component: function HostField({
    formData,
    onChange,
    rawErrors = [],
    required,
    schema: { title = 'Repository host', description },
  }) {
    const scaffolder = useApi(scaffolderApiRef);
    const {
      value: hosts = [],
      loading,
      error,
    } = useAsync(() => repositoryHosts(scaffolder), [scaffolder]);
    const chosen = hosts.findIndex(
      ({ type, host }) => type === formData?.type && host === formData?.host,
    );
    const only = hosts.length === 1 && chosen < 0 ? hosts[0] : undefined;
    useEffect(() => {
      if (only) {
        onChange({ type: only.type, host: only.host });
      }
    }, [only, onChange]);
    const none =
      !loading && !error && hosts.length === 0
        ? 'No host is configured: ask whoever runs the portal to configure integrations'
        : undefined;
    const problem =
      (error && `The hosts cannot be read: ${error.message}`) ??
      none ??
      rawErrors[0];
    return (
      <Stack spacing={3}>
        <TextField
          id="repository-host"
          select
          label={title}
          value={chosen < 0 ? '' : String(chosen)}
          onChange={event => {
            const { type, host } = hosts[Number(event.target.value)];
            onChange({ type, host });
          }}
          error={Boolean(problem)}
          helperText={problem ?? (loading ? 'Reading the hosts…' : description)}
          disabled={loading}
          required={required}
          fullWidth
        >
          {hosts.map((host, index) => (
            <MenuItem key={host.title} value={String(index)}>
              {host.title}
            </MenuItem>
          ))}
        </TextField>
        {formData && formData.type !== OWN_HOST && (
          <TextField
            id="repository-owner"
            label="Organisation or group"
            value={formData.owner ?? ''}
            onChange={event =>
              onChange({ ...formData, owner: event.target.value || undefined })
            }
            helperText={`On ${formData.host}; the portal's credentials must be allowed to make repositories there`}
            required
            fullWidth
            autoComplete="off"
            inputProps={{ spellCheck: false }}
          />
        )}
      </Stack>
    );
  },
  validation: async (value, field, { apiHolder, formData }) => {
    const scaffolder = apiHolder.get(scaffolderApiRef);
    const fetchApi = apiHolder.get(fetchApiRef);
    if (!scaffolder || !fetchApi) {
      return;
    }
    const problem = await placeProblem(
      value,
      formData as { name?: string; owner?: string },
      { scaffolder, fetchApi },
    );
    if (problem) {
      field.addError(problem);
    }
  },
});
