import { memo } from 'react';
import { styled } from '@mui/material/styles';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { useZone } from '../useZone';
import { clockOf } from './clock';
import { LEVEL_WORD, writerOf } from './lineWords';
import { LogLineDetails } from './LogLineDetails';
import type { LogQuery } from './query';

const Line = styled('button')({
  all: 'unset',
  boxSizing: 'border-box',
  display: 'flex',
  gap: '0.75rem',
  width: '100%',
  minHeight: 22,
  padding: '2px 8px',
  cursor: 'pointer',
  borderInlineStart: '3px solid transparent',
  '&:hover': { background: 'var(--bui-bg-neutral-2)' },
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: -2,
  },
  '&[data-level="error"]': {
    borderInlineStartColor: 'var(--bui-negative-fg-subdued)',
  },
  '&[data-level="warning"]': {
    borderInlineStartColor: 'var(--bui-warning-fg-subdued)',
  },
  '@media (max-width: 599.95px)': { flexWrap: 'wrap', columnGap: '0.5rem' },
});

const Quiet = styled('span')({
  color: 'var(--bui-fg-secondary)',
  whiteSpace: 'nowrap',
  '&[data-level="error"]': { color: 'var(--bui-negative-fg-subdued)' },
  '&[data-level="warning"]': { color: 'var(--bui-warning-fg-subdued)' },
});

const Message = styled('span')({
  minWidth: 0,
  '&[data-wrap="true"]': { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  '&[data-wrap="false"]': { whiteSpace: 'pre' },
});

/** One line; it opens to its fields. */
export const LogLine = memo(
  (props: {
    line: LogEvent;
    wrap: boolean;
    isOpen: boolean;
    onQuery: (part: LogQuery) => void;
  }) => {
    const { line, wrap, isOpen, onQuery } = props;
    const zone = useZone();
    return (
      <>
        <Line
          type="button"
          data-level={line.level}
          aria-expanded={isOpen}
          onClick={() => onQuery({ line: isOpen ? undefined : line.id })}
        >
          <Quiet>{clockOf(line.at, zone)}</Quiet>
          {line.level && (
            <Quiet data-level={line.level}>{LEVEL_WORD[line.level]}</Quiet>
          )}
          <Quiet>{writerOf(line)}</Quiet>
          <Message data-wrap={wrap}>{line.text ?? line.message}</Message>
        </Line>
        {isOpen && <LogLineDetails line={line} onQuery={onQuery} />}
      </>
    );
  },
);
