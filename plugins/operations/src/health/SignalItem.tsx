import { styled } from '@mui/material/styles';
import type { Fact, Signal } from '@enginehouse/plugin-operations-common';
import { Disclosure, StatusBadge } from '@enginehouse/plugin-stacks-react';
import { FactValue } from './FactValue';
import { SignalTables } from './SignalTables';

const Row = styled('li')({
  display: 'grid',
  gridTemplateColumns: '7.5rem minmax(0, 1fr)',
  alignItems: 'baseline',
  gap: '0.25rem 0.75rem',
  // As in a list: details without lines between them, and what has none in line with what has.
  '&& details': { borderTop: 'none' },
  '&& summary': { paddingBlock: 0 },
  '& > span': { paddingInlineStart: '1.75rem' },
  '@media (max-width: 479.95px)': { gridTemplateColumns: '1fr' },
});

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '0.25rem 1rem',
  margin: '0.25rem 0',
  fontSize: 'var(--bui-font-size-2)',
  '& > dt': { color: 'var(--bui-fg-secondary)' },
  '& > dd': { margin: 0, overflowWrap: 'anywhere' },
});

const FactRow = ({ fact }: { fact: Fact }) => (
  <>
    <dt>{fact.label}</dt>
    <dd>
      <FactValue {...fact} />
    </dd>
  </>
);

/** Whether it is for everybody to see at once: what is not well, and what is about the stack as a whole. */
export const concernsAll = ({ status, resourceType }: Signal) =>
  status !== 'healthy' || resourceType === undefined;

/** Whether its details are in view at once: what nothing is known of has none that matter. */
const isOpen = ({ status, resourceType }: Signal) =>
  resourceType === undefined || status === 'unhealthy' || status === 'degraded';

/** One signal with its reason; the details of a healthy resource are folded. */
export function SignalItem(props: {
  signal: Signal;
  /** Whether all details are folded. */
  folded?: boolean;
}) {
  const { signal, folded = false } = props;
  const { title, status, sentence, facts, tables = [] } = signal;
  const said = (
    <span>
      <strong>{title}</strong>: {sentence}
    </span>
  );
  return (
    <Row>
      <div>
        <StatusBadge kind="signal" value={status} />
      </div>
      {facts.length + tables.length === 0 ? (
        said
      ) : (
        <Disclosure summary={said} open={!folded && isOpen(signal)}>
          <Facts>
            {facts.map(fact => (
              <FactRow key={fact.label} fact={fact} />
            ))}
          </Facts>
          <SignalTables tables={tables} />
        </Disclosure>
      )}
    </Row>
  );
}
