import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';

const Details = styled('details')({
  borderTop: '1px solid var(--bui-border-1)',
  '& > summary': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '0.5rem',
    padding: '0.5rem 0.25rem',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  // Without what follows the slash the triangle would be read out.
  '& > summary::before': {
    content: '"▸" / ""',
    color: 'var(--bui-fg-secondary)',
    flex: '0 0 1em',
  },
  '&[open] > summary::before': { content: '"▾" / ""' },
  '& > summary::-webkit-details-marker': { display: 'none' },
  '& > summary:hover': { background: 'var(--bui-bg-neutral-2)' },
});

const Summary = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  gap: '0.25rem 0.5rem',
  minWidth: 0,
});

const Body = styled('div')({ padding: '0 0.25rem 0.75rem 1.5rem' });

/** A row that opens to its details; `open` says how it begins. @public */
export function Disclosure(props: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <Details open={props.open}>
      <summary>
        <Summary>{props.summary}</Summary>
      </summary>
      <Body>{props.children}</Body>
    </Details>
  );
}
