import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { saysItself } from '../saysItself';
import type { Option } from './options';
import { useTypedText } from './useTypedText';

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
  const [text, setText] = useTypedText(option, value, onChange);
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
    // The default stands in the placeholder: it is to be read.
    sx: { '& ::placeholder': { opacity: 0.75 } },
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
        inputProps={saysItself(option.required)}
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
  return (
    <TextField
      {...common}
      value={text}
      onChange={event => setText(event.target.value)}
      placeholder={
        fallback ?? (option.example && `for example ${option.example}`)
      }
      multiline={option.kind === 'list'}
      helperText={
        problem ?? (option.kind === 'list' ? `${help} One per line.` : help)
      }
      autoComplete="off"
      inputProps={{
        ...saysItself(option.required),
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
