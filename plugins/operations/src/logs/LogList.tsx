import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { formatCount } from '@enginehouse/plugin-stacks-react';
import { LIST_HEIGHT } from './listHeight';
import { LogLine } from './LogLine';
import type { LogQuery } from './query';

const LINE_HEIGHT = 22;
/** Pixels from the end within which one counts as reading the newest lines. */
const AT_END = 40;

const Frame = styled('div')({ position: 'relative' });

const Scroller = styled('div')({
  height: LIST_HEIGHT,
  overflow: 'auto',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-3)',
  background: 'var(--bui-bg-neutral-1)',
  fontFamily: 'var(--bui-font-monospace, monospace)',
  fontSize: 13,
});

const Badge = styled('div')({
  position: 'absolute',
  insetInline: 0,
  bottom: 12,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto' },
});

const isAtEnd = (view: HTMLElement | null) =>
  view === null ||
  view.scrollHeight - view.scrollTop - view.clientHeight < AT_END;

/** The lines, only those in view drawn. It stays at the newest line while one reads there, and says how many are new when one reads further up. */
export function LogList(props: {
  lines: readonly LogEvent[];
  wrap: boolean;
  open: string | undefined;
  onQuery: (part: LogQuery) => void;
}) {
  const { lines, wrap, open, onQuery } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seen = useRef<string>();
  const [unseen, setUnseen] = useState(0);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: index => lines[index].id,
    overscan: 20,
    // What one reads stays where it is when lines come before it or the oldest make room.
    anchorTo: 'end',
    scrollEndThreshold: AT_END,
  });

  const toEnd = () => {
    virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
    seen.current = lines[lines.length - 1]?.id;
    setUnseen(0);
  };

  const openIndex =
    open === undefined ? -1 : lines.findIndex(({ id }) => id === open);
  const hasOpen = openIndex >= 0;

  useLayoutEffect(() => {
    if (atEnd.current && !hasOpen) {
      toEnd();
    } else {
      seen.current ??= lines[lines.length - 1]?.id;
      const last = lines.findIndex(({ id }) => id === seen.current);
      setUnseen(last < 0 ? lines.length : lines.length - 1 - last);
    }
    // A new array means new lines; the rest only says how to take them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lines]);

  useEffect(() => {
    if (!hasOpen) {
      return undefined;
    }
    const view = scroller.current;
    atEnd.current = false;
    const drawn = view?.querySelector(`[data-index="${openIndex}"]`);
    if (drawn) {
      drawn.scrollIntoView({ block: 'nearest' });
    } else {
      virtualizer.scrollToIndex(openIndex, { align: 'center' });
    }
    return () => {
      atEnd.current = isAtEnd(view);
    };
    // Only when another line is opened or its line has come, not whenever lines come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, hasOpen]);

  const onScroll = () => {
    atEnd.current = isAtEnd(scroller.current);
    if (atEnd.current) {
      seen.current = lines[lines.length - 1]?.id;
      setUnseen(0);
    }
  };

  return (
    <Frame>
      <Scroller
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Log lines, the newest last"
        tabIndex={0}
        onScroll={onScroll}
      >
        <div
          style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{
                position: 'absolute',
                top: 0,
                insetInline: 0,
                transform: `translateY(${start}px)`,
              }}
            >
              <LogLine
                line={lines[index]}
                wrap={wrap}
                isOpen={open === lines[index].id}
                onQuery={onQuery}
              />
            </div>
          ))}
        </div>
      </Scroller>
      {unseen > 0 && (
        <Badge>
          <Button
            variant="primary"
            size="small"
            onPress={() => {
              atEnd.current = true;
              toEnd();
            }}
          >
            {formatCount(unseen, 'new line')}
          </Button>
        </Badge>
      )}
    </Frame>
  );
}
