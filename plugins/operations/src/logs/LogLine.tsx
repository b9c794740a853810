import { memo } from 'react';
import { styled } from '@mui/material/styles';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { useZone } from '../useZone';
import { clockOf } from './clock';
import { lineStyle, Message, Quiet } from './lineParts';
import { LEVEL_WORD, writerOf } from './lineWords';
import { LogLineDetails } from './LogLineDetails';
import type { LogQuery } from './query';

const Line = styled('button')({
  all: 'unset',
  ...lineStyle,
  boxSizing: 'border-box',
  width: '100%',
  minHeight: 22,
  cursor: 'pointer',
  '&:hover': { background: 'var(--bui-bg-neutral-2)' },
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: -2,
  },
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
