import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Option } from './options';

/** The value as people read it. */
export function inWords(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (Array.isArray(value)) {
    return value.length ? value.join(', ') : 'none';
  }
  return String(value);
}

/**
 * What was typed, as the configuration has it. Text that is no number stays text: the server then names the value and what it would accept.
 */
export function parseInput(option: Option, text: string): unknown {
  if (text.trim() === '') {
    return undefined;
  }
  if (option.kind === 'number') {
    return Number.isNaN(Number(text)) ? text : Number(text);
  }
  if (option.kind === 'list') {
    return text
      .split('\n')
      .filter(
        (line, index, lines) => line.trim() !== '' || index < lines.length - 1,
      );
  }
  return text;
}

const ORIGIN = {
  definition: 'default',
  framework: 'from the framework',
  environment: 'from the environment',
};

/** One option: its default as placeholder; help, bounds and, instead of them, what is wrong below it. */
export function OptionInput(props: {
  option: Option;
  value: unknown;
  problem?: string;
  onChange: (value: unknown) => void;
}) {
  const { option, value, problem, onChange } = props;
  const fallback =
    option.default &&
    `${inWords(option.default.value)} (${ORIGIN[option.default.origin]})`;
  const help = [option.help, option.accepted && `Accepted: ${option.accepted}.`]
    .filter(Boolean)
    .join(' ');
  const id = `stack-config${option.pointer.replace(/\//g, '-')}`;
  const common = {
    id,
    label: option.title,
    required: option.required,
    error: Boolean(problem),
    helperText: problem ?? help,
    fullWidth: true,
    InputLabelProps: { shrink: true },
  };
  if (option.kind === 'choice') {
    const index = option.choices!.findIndex(choice => choice.value === value);
    return (
      <TextField
        {...common}
        select
        value={index < 0 ? '' : String(index)}
        onChange={event =>
          onChange(
            event.target.value === ''
              ? undefined
              : option.choices![Number(event.target.value)].value,
          )
        }
        SelectProps={{ displayEmpty: true }}
      >
        <MenuItem value="">{fallback ?? 'Choose…'}</MenuItem>
        {option.choices!.map((choice, position) => (
          <MenuItem key={choice.label} value={String(position)}>
            {choice.label}
          </MenuItem>
        ))}
      </TextField>
    );
  }
  const text = Array.isArray(value) ? value.join('\n') : String(value ?? '');
  return (
    <TextField
      {...common}
      value={text}
      onChange={event => onChange(parseInput(option, event.target.value))}
      placeholder={
        fallback ?? (option.example && `for example ${option.example}`)
      }
      multiline={option.kind === 'list'}
      helperText={
        problem ?? (option.kind === 'list' ? `${help} One per line.` : help)
      }
      autoComplete="off"
      inputProps={{
        inputMode: option.kind === 'number' ? 'decimal' : undefined,
        spellCheck: false,
      }}
      InputProps={
        option.unit
          ? {
              endAdornment: (
                <InputAdornment position="end">{option.unit}</InputAdornment>
              ),
            }
          : undefined
      }
    />
  );
}
