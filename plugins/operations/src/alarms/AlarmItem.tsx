import { useId } from 'react';
import { styled } from '@mui/material/styles';
import type { Alarm } from '@enginehouse/plugin-operations-common';
import { RelativeTime, StatusBadge } from '@enginehouse/plugin-stacks-react';
import { AlarmDetails } from './AlarmDetails';
import { Sparkline } from './Sparkline';

const Root = styled('article')({
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-4)',
  background: 'var(--bui-bg-neutral-1)',
});

const Head = styled('h3')({ margin: 0, font: 'inherit' });

const Toggle = styled('button')({
  all: 'unset',
  boxSizing: 'border-box',
  width: '100%',
  display: 'grid',
  gridTemplateColumns: '9rem minmax(0, 2fr) minmax(0, 2fr) 160px 7rem',
  alignItems: 'center',
  gap: '0.75rem',
  padding: '0.75rem 1rem',
  cursor: 'pointer',
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: -2,
  },
  '@media (max-width: 959.95px)': { gridTemplateColumns: '1fr' },
});

const Name = styled('span')({
  fontWeight: 'var(--bui-font-weight-bold)',
  overflowWrap: 'anywhere',
});

/** One alarm as a row: state, name, why, threshold against the last values, since when. Opens to what led to it. */
export function AlarmItem(props: {
  alarm: Alarm;
  open: boolean;
  onToggle: () => void;
}) {
  const { alarm, open, onToggle } = props;
  const detailsId = useId();
  return (
    <Root>
      <Head>
        <Toggle
          type="button"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          onClick={onToggle}
        >
          <span>
            <StatusBadge kind="alarm" value={alarm.state} />
          </span>
          <Name>{alarm.title ?? alarm.name}</Name>
          <span>{alarm.threshold.text}</span>
          <Sparkline
            points={alarm.datapoints}
            threshold={alarm.threshold.value}
            unit={alarm.threshold.unit}
          />
          <span>{alarm.since && <RelativeTime at={alarm.since} />}</span>
        </Toggle>
      </Head>
      {open && (
        <div id={detailsId}>
          <AlarmDetails alarm={alarm} />
        </div>
      )}
    </Root>
  );
}
