import { styled } from '@mui/material/styles';
import { narrow } from '@enginehouse/plugin-stacks-react';
import { useZone } from '../useZone';
import { clockOf } from './clock';
import type { Bar } from './histogram';

type Level = 'error' | 'warning' | 'other';

export const LEVEL_COLOURS: Record<Level, string> = {
  error: 'var(--bui-negative-bg)',
  warning: 'var(--bui-warning-bg)',
  other: 'var(--bui-fg-secondary)',
};

const WORDS: Record<Level, string> = {
  error: 'errors',
  warning: 'warnings',
  other: 'other lines',
};

const Root = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '0 1rem',
  minHeight: '1.5rem',
  fontSize: 'var(--bui-font-size-2)',
  color: 'var(--bui-fg-secondary)',
  fontVariantNumeric: 'tabular-nums',
});

/** Between the times, and below them where there is no room. */
const Levels = styled('span')({
  [narrow]: { order: 1, flexBasis: '100%', textAlign: 'center' },
});

const Swatch = styled('span')({
  display: 'inline-block',
  width: 10,
  height: 10,
  marginInline: '0.75rem 0.25rem',
});

/** From when to when the bars go, and what their colours say. */
export function HistogramLegend({ bars }: { bars: Bar[] }) {
  const zone = useZone();
  // Bars begin at whole seconds.
  const clock = (time: number) =>
    clockOf(new Date(time).toISOString(), zone).replace(/\.\d+$/, '');
  return (
    <Root>
      {bars.length > 0 && (
        <>
          <span>{clock(bars[0].from)}</span>
          <Levels>
            {(['error', 'warning', 'other'] as const).map(level => (
              <span key={level}>
                <Swatch style={{ background: LEVEL_COLOURS[level] }} />
                {WORDS[level]}
              </span>
            ))}
          </Levels>
          <span>{clock(bars[bars.length - 1].to)}</span>
        </>
      )}
    </Root>
  );
}
