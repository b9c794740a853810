import { useEffect, useState } from 'react';
import TextField from '@mui/material/TextField';
import { useZone } from '../useZone';
import { fromInput, toInput } from './clock';

/** A bound of the range, in the zone the person chose; taken over when the field is left or Enter pressed, for on the way there are half dates. */
export function MomentField(props: {
  label: string;
  /** ISO 8601. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, value, onChange } = props;
  const zone = useZone();
  const shown = toInput(value, zone);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const take = () => {
    if (text !== shown) {
      onChange(fromInput(text, zone));
    }
  };
  return (
    <TextField
      size="small"
      type="datetime-local"
      label={zone === 'utc' ? `${label} (UTC)` : label}
      value={text}
      onChange={event => setText(event.target.value)}
      onBlur={take}
      onKeyDown={event => event.key === 'Enter' && take()}
      InputLabelProps={{ shrink: true }}
      inputProps={{ step: 1 }}
      sx={{ '& input': { fontSize: 14, paddingInline: '0.625rem' } }}
    />
  );
}
