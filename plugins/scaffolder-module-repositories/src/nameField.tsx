import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import TextField from '@mui/material/TextField';
import { nameProblem, takenProblem } from './nameProblem';

const schema = makeFieldSchema({ output: z => z.string() });

/** The name of a service with a repository of its own, checked as one types; on leaving the step also against the catalog. */
export const nameField = createFormField({
  name: 'RepositoryName',
  schema,
  component: ({
    formData,
    onChange,
    rawErrors = [],
    required,
    schema: { title = 'Name', description },
  }) => {
    const typed = formData ? nameProblem(formData) : undefined;
    const problem = typed ?? rawErrors[0];
    return (
      <TextField
        id="repository-name"
        label={title}
        value={formData ?? ''}
        onChange={event => onChange(event.target.value || undefined)}
        error={Boolean(problem)}
        helperText={problem ?? description}
        required={required}
        fullWidth
        autoComplete="off"
        inputProps={{ spellCheck: false, maxLength: 80 }}
      />
    );
  },
  validation: async (value, field, { apiHolder }) => {
    const catalog = apiHolder.get(catalogApiRef);
    const problem =
      nameProblem(value) ?? (catalog && (await takenProblem(value, catalog)));
    if (problem) {
      field.addError(problem);
    }
  },
});
