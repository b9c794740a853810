import { styled } from '@mui/material/styles';
import type { Unit } from '@enginehouse/plugin-operations-common';
import type { OpenUnits } from './useOpenUnits';

const Toggle = styled('button')({
  all: 'unset',
  display: 'inline-flex',
  alignItems: 'baseline',
  gap: '0.375rem',
  cursor: 'pointer',
  fontFamily: 'var(--bui-font-monospace)',
  fontSize: '0.9em',
  overflowWrap: 'anywhere',
  // Without what follows the slash the triangle would be read out.
  '&::before': { content: '"▸" / ""', color: 'var(--bui-fg-secondary)' },
  '&[aria-expanded="true"]::before': { content: '"▾" / ""' },
  '&:hover': { textDecoration: 'underline' },
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: 2,
  },
});

/** The name of a unit, which opens and closes what is below its row. */
export function UnitToggle(props: { unit: Unit; opened: OpenUnits }) {
  const { unit, opened } = props;
  return (
    <Toggle
      type="button"
      aria-expanded={opened.has(unit)}
      onClick={() => opened.toggle(unit)}
    >
      {unit.name}
    </Toggle>
  );
}
