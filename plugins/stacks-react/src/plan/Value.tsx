import { styled } from '@mui/material/styles';

const Code = styled('code')({
  fontFamily: 'var(--bui-font-monospace)',
  fontSize: 'var(--bui-font-size-2)',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
});

/** Longer ones are easier to read over several lines. */
const ONE_LINE = 72;

function written(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length > ONE_LINE ? JSON.stringify(value, null, 2) : line;
}

/** A configuration or property value as it is written; `absent` says in words why there is none. */
export function Value({ value, absent }: { value: unknown; absent: string }) {
  if (value === undefined || value === null) {
    return <em>{absent}</em>;
  }
  return <Code>{typeof value === 'string' ? value : written(value)}</Code>;
}
