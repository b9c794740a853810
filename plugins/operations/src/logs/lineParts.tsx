import { styled } from '@mui/material/styles';

/** How a line stands wherever it is shown: a bar says how bad it is, and a narrow page has the message below the rest. */
export const lineStyle = {
  display: 'flex',
  gap: '0.75rem',
  padding: '2px 8px',
  borderInlineStart: '3px solid transparent',
  '&[data-level="error"]': {
    borderInlineStartColor: 'var(--bui-negative-fg-subdued)',
  },
  '&[data-level="warning"]': {
    borderInlineStartColor: 'var(--bui-warning-fg-subdued)',
  },
  '@media (max-width: 599.95px)': { flexWrap: 'wrap', gap: '0 0.5rem' },
} as const;

/** Time, level and writer of a line. */
export const Quiet = styled('span')({
  color: 'var(--bui-fg-secondary)',
  whiteSpace: 'nowrap',
  // The longest level has five letters; what follows stands in one column.
  '&[data-level]': { minWidth: '5ch' },
  '&[data-level="error"]': { color: 'var(--bui-negative-fg-subdued)' },
  '&[data-level="warning"]': { color: 'var(--bui-warning-fg-subdued)' },
});

/** What a line says. */
export const Message = styled('span')({
  minWidth: 0,
  '&[data-wrap="true"]': { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  '&[data-wrap="false"]': { whiteSpace: 'pre' },
});
