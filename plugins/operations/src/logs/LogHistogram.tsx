import { useMemo, useState, type PointerEvent } from 'react';
import { styled } from '@mui/material/styles';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { formatCount } from '@enginehouse/plugin-stacks-react';
import { HistogramLegend, LEVEL_COLOURS } from './HistogramLegend';
import { histogramOf, type Bar } from './histogram';

const HEIGHT = 48;
const LEVELS = ['error', 'warning', 'other'] as const;

const Bars = styled('div')({
  position: 'relative',
  display: 'flex',
  alignItems: 'flex-end',
  gap: 1,
  height: HEIGHT,
  borderBottom: '1px solid var(--bui-border-2)',
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
  '&[data-chosen="true"]': { background: 'var(--bui-bg-neutral-3)' },
});

const total = (bar: Bar) => bar.error + bar.warning + bar.other;

/** Lines over time by level. Dragging over it sets the range; the fields From and To do the same for the keyboard. */
export function LogHistogram(props: {
  lines: readonly LogEvent[];
  onRange: (start: string, end: string) => void;
}) {
  const { lines, onRange } = props;
  const bars = useMemo(() => histogramOf(lines), [lines]);
  // Moments, for while one drags further lines may come and move the bars.
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const highest = bars.reduce((most, bar) => Math.max(most, total(bar)), 1);
  const errors = bars.reduce((sum, bar) => sum + bar.error, 0);

  const barAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    const index = Math.floor(part * bars.length);
    return bars[Math.min(bars.length - 1, Math.max(0, index))];
  };
  const isChosen = ({ from }: Bar) =>
    drag !== undefined &&
    from >= Math.min(drag.from, drag.to) &&
    from <= Math.max(drag.from, drag.to);
  const finish = () => {
    const chosen = bars.filter(isChosen);
    setDrag(undefined);
    if (chosen.length > 1) {
      onRange(
        new Date(chosen[0].from).toISOString(),
        new Date(chosen[chosen.length - 1].to).toISOString(),
      );
    }
  };

  return (
    <div>
      <Bars
        role="img"
        aria-label={`${formatCount(
          lines.length,
          'line',
        )} over time, ${formatCount(errors, 'error')}`}
        onPointerDown={event => {
          if (bars.length > 0) {
            event.currentTarget.setPointerCapture(event.pointerId);
            const { from } = barAt(event);
            setDrag({ from, to: from });
          }
        }}
        onPointerMove={event =>
          drag && setDrag({ ...drag, to: barAt(event).from })
        }
        onPointerUp={finish}
        onPointerCancel={() => setDrag(undefined)}
      >
        {bars.map(bar => (
          <Column key={bar.from} data-chosen={isChosen(bar)}>
            {LEVELS.map(level => (
              <div
                key={level}
                style={{
                  height: (bar[level] / highest) * HEIGHT,
                  background: LEVEL_COLOURS[level],
                }}
              />
            ))}
          </Column>
        ))}
      </Bars>
      <HistogramLegend bars={bars} />
    </div>
  );
}
