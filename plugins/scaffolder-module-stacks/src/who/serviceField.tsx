import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import TextField from '@mui/material/TextField';
import { saysItself } from '../saysItself';

const schema = makeFieldSchema({ output: z => z.string() });

const PATTERN = /^[a-z][a-z0-9-]*$/;
const MAX_LENGTH = 40;

/** What is wrong with the name of a service, in words. */
export function serviceNameProblem(
  value: string | undefined,
): string | undefined {
  if (!value) {
    return 'Give the service a name, for example ci';
  }
  if (!PATTERN.test(value)) {
    return `'${value}' cannot be the name of a service: it takes lower-case letters, digits and dashes and starts with a letter, for example ci`;
  }
  if (value.length > MAX_LENGTH) {
    return `The name has ${value.length} characters; at most ${MAX_LENGTH} are accepted`;
  }
  return undefined;
}

/** The name of the service, checked as one types. */
export const serviceField = createFormField({
  name: 'StackService',
  schema,
  component: ({
    formData,
    onChange,
    rawErrors = [],
    required,
    schema: { title = 'Service', description },
  }) => {
    const typed = formData ? serviceNameProblem(formData) : undefined;
    const problem = typed ?? rawErrors[0];
    return (
      <TextField
        id="stack-service"
        label={title}
        value={formData ?? ''}
        onChange={event => onChange(event.target.value || undefined)}
        error={Boolean(problem)}
        helperText={problem ?? description}
        required={required}
        fullWidth
        autoComplete="off"
        inputProps={{ ...saysItself(required), spellCheck: false }}
      />
    );
  },
  validation: (value, field) => {
    const problem = serviceNameProblem(value);
    if (problem) {
      field.addError(problem);
    }
  },
});
