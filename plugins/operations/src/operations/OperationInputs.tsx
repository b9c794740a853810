import TextField from '@mui/material/TextField';

/** The part of a JSON Schema that operations use for their input. */
interface InputSchema {
  properties?: Record<
    string,
    {
      type?: string;
      title?: string;
      description?: string;
      minimum?: number;
      maximum?: number;
    }
  >;
}

/** One input of an operation. */
export interface OperationField {
  name: string;
  title: string;
  help?: string;
  numeric: boolean;
}

/** The inputs that a JSON Schema describes. */
export function inputsOf(schema: InputSchema): OperationField[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    title: property.title ?? name,
    help: property.description,
    numeric: property.type === 'integer' || property.type === 'number',
  }));
}

/** What was typed, as the operation takes it. Text that is no number stays text: the backend says what it accepts. */
export function parsedInput(
  fields: OperationField[],
  texts: Record<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter(({ name }) => texts[name]?.trim())
      .map(({ name, numeric }) => {
        const text = texts[name].trim();
        const number = Number(text);
        return [name, numeric && !Number.isNaN(number) ? number : text];
      }),
  );
}

export function OperationInputs(props: {
  inputs: OperationField[];
  texts: Record<string, string>;
  onChange: (texts: Record<string, string>) => void;
}) {
  const { inputs, texts, onChange } = props;
  return (
    <>
      {inputs.map(({ name, title, help, numeric }) => (
        <TextField
          key={name}
          label={title}
          helperText={help}
          value={texts[name] ?? ''}
          onChange={event => onChange({ ...texts, [name]: event.target.value })}
          fullWidth
          margin="dense"
          autoComplete="off"
          inputProps={{ inputMode: numeric ? 'numeric' : undefined }}
        />
      ))}
    </>
  );
}
