import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'fit-content(40%) minmax(0, 1fr)',
  alignItems: 'baseline',
  gap: '0.375rem 1rem',
  margin: 0,
  fontSize: 'var(--bui-font-size-3)',
  '& > dt': { minWidth: '7rem', color: 'var(--bui-fg-secondary)' },
  '& > dd': { margin: 0, overflowWrap: 'anywhere' },
});

/** A fact with its label. @public */
export type FactRow = { label: string; value: ReactNode };

/** Labelled facts, one to a line; those without a value are left out. @public */
export function FactList({ facts }: { facts: FactRow[] }) {
  return (
    <List>
      {facts
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ label, value }) => (
          <FactPair key={label} label={label} value={value} />
        ))}
    </List>
  );
}

function FactPair({ label, value }: FactRow) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
