import { useMemo, useState, type PointerEvent } from 'react';
import { styled } from '@mui/material/styles';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { formatCount } from '@enginehouse/plugin-stacks-react';
import { histogramOf, type Bar } from './histogram';

const HEIGHT = 48;

const Root = styled('div')({
  position: 'relative',
  display: 'flex',
  alignItems: 'flex-end',
  gap: 1,
  height: HEIGHT,
  cursor: 'crosshair',
  touchAction: 'none',
});

const Column = styled('div')({
  flex: 1,
  minWidth: 1,
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'flex-end',
  height: '100%',
  '&[data-chosen="true"]': { background: 'var(--bui-bg-neutral-2)' },
});

const COLOURS = {
  error: 'var(--bui-negative-bg)',
  warning: 'var(--bui-warning-bg)',
  other: 'var(--bui-fg-secondary)',
};

const total = (bar: Bar) => bar.error + bar.warning + bar.other;

/** Lines over time by level. Dragging over it sets the range; the fields From and To do the same for the keyboard. */
export function LogHistogram(props: {
  lines: readonly LogEvent[];
  onRange: (start: string, end: string) => void;
}) {
  const { lines, onRange } = props;
  const bars = useMemo(() => histogramOf(lines), [lines]);
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const highest = bars.reduce((most, bar) => Math.max(most, total(bar)), 1);
  const errors = bars.reduce((sum, bar) => sum + bar.error, 0);

  const indexAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return Math.min(
      bars.length - 1,
      Math.max(0, Math.floor(part * bars.length)),
    );
  };
  const finish = () => {
    if (drag) {
      const [first, last] = [drag.from, drag.to].sort((a, b) => a - b);
      setDrag(undefined);
      if (last > first) {
        onRange(
          new Date(bars[first].from).toISOString(),
          new Date(bars[last].to).toISOString(),
        );
      }
    }
  };
  const isChosen = (index: number) =>
    drag !== undefined &&
    index >= Math.min(drag.from, drag.to) &&
    index <= Math.max(drag.from, drag.to);

  return (
    <Root
      role="img"
      aria-label={`${formatCount(
        lines.length,
        'line',
      )} over time, ${formatCount(errors, 'error')}`}
      onPointerDown={event => {
        if (bars.length > 0) {
          event.currentTarget.setPointerCapture(event.pointerId);
          const index = indexAt(event);
          setDrag({ from: index, to: index });
        }
      }}
      onPointerMove={event => drag && setDrag({ ...drag, to: indexAt(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
    >
      {bars.map((bar, index) => (
        <Column key={bar.from} data-chosen={isChosen(index)}>
          {(['error', 'warning', 'other'] as const).map(level => (
            <div
              key={level}
              style={{
                height: (bar[level] / highest) * HEIGHT,
                background: COLOURS[level],
              }}
            />
          ))}
        </Column>
      ))}
    </Root>
  );
}
