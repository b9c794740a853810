import { useState } from 'react';
import type { Option } from './options';
import { parseInput, toInput } from './parseInput';

/** The text of an input: as it was typed while it means the value ("0." on the way to "0.5"), else the value's own. */
export function useTypedText(
  option: Option,
  value: unknown,
  onChange: (value: unknown) => void,
): [string, (text: string) => void] {
  const [typed, setTyped] = useState('');
  const means = JSON.stringify(parseInput(option, typed));
  return [
    means === JSON.stringify(value) ? typed : toInput(value),
    text => {
      setTyped(text);
      onChange(parseInput(option, text));
    },
  ];
}
