import { styled } from '@mui/material/styles';

const Code = styled('code')({
  fontFamily: 'var(--bui-font-monospace)',
  fontSize: 'var(--bui-font-size-2)',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
});

/** A configuration or property value as it is written; `absent` says in words why there is none. */
export function Value({ value, absent }: { value: unknown; absent: string }) {
  if (value === undefined || value === null) {
    return <em>{absent}</em>;
  }
  return (
    <Code>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </Code>
  );
}
