import { useId } from 'react';
import { styled } from '@mui/material/styles';
import type { Alarm } from '@enginehouse/plugin-operations-common';
import {
  narrow,
  RelativeTime,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { AlarmDetails } from './AlarmDetails';
import { Sparkline } from './Sparkline';

const Root = styled('article')({
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-4)',
  background: 'var(--bui-bg-neutral-1)',
});

const Row = styled('div')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '9rem minmax(0, 3fr) minmax(0, 2fr) 160px 8rem',
  alignItems: 'center',
  gap: '0.5rem 0.75rem',
  padding: '0.75rem 1rem',
  // The name of a metric is one word.
  overflowWrap: 'anywhere',
  '&:hover': { background: 'var(--bui-bg-neutral-2)' },
  '@media (max-width: 1199.95px)': {
    gridTemplateColumns: '9rem minmax(0, 1fr)',
    '& > * + *': { gridColumn: 2 },
  },
  [narrow]: {
    gridTemplateColumns: '1fr',
    '& > * + *': { gridColumn: 1 },
  },
});

const Head = styled('h3')({ margin: 0, font: 'inherit' });

/** The whole row opens it; the button is named by the alarm alone. */
const Toggle = styled('button')({
  all: 'unset',
  fontWeight: 'var(--bui-font-weight-bold)',
  overflowWrap: 'anywhere',
  cursor: 'pointer',
  '&::after': { content: '""', position: 'absolute', inset: 0 },
  '&:focus-visible::after': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: -2,
  },
});

/** AWS's words. */
const Reason = styled('div')({
  fontSize: 'var(--bui-font-size-2)',
  color: 'var(--bui-fg-secondary)',
  overflowWrap: 'anywhere',
});

/** Above the button's surface: its exact time shows on hover and focus. */
const Since = styled('div')({ position: 'relative', justifySelf: 'start' });

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
      <Row>
        <div>
          <StatusBadge kind="alarm" value={alarm.state} />
        </div>
        <div>
          <Head>
            <Toggle
              type="button"
              aria-expanded={open}
              aria-controls={open ? detailsId : undefined}
              onClick={onToggle}
            >
              {alarm.title ?? alarm.name}
            </Toggle>
          </Head>
          {alarm.state !== 'OK' && <Reason>{alarm.reason}</Reason>}
        </div>
        <div>{alarm.threshold.text}</div>
        <div>
          <Sparkline
            points={alarm.datapoints}
            threshold={alarm.threshold.value}
            unit={alarm.threshold.unit}
          />
        </div>
        {alarm.since && (
          <Since>
            since <RelativeTime at={alarm.since} />
          </Since>
        )}
      </Row>
      {open && (
        <div id={detailsId}>
          <AlarmDetails alarm={alarm} />
        </div>
      )}
    </Root>
  );
}
