import { styled } from '@mui/material/styles';
import type { Fact, Signal } from '@enginehouse/plugin-operations-common';
import { StatusBadge } from '@enginehouse/plugin-stacks-react';
import { FactValue } from './FactValue';
import { SignalTables } from './SignalTables';

const Rows = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: '0.75rem',
});

const Row = styled('li')({
  display: 'grid',
  gridTemplateColumns: '7.5rem minmax(0, 1fr)',
  gap: '0.25rem 0.75rem',
  '@media (max-width: 479.95px)': { gridTemplateColumns: '1fr' },
});

const Facts = styled('dl')({
  gridColumn: '2',
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '0.25rem 1rem',
  margin: 0,
  fontSize: 'var(--bui-font-size-2)',
  '& > dt': { color: 'var(--bui-fg-secondary)' },
  '& > dd': { margin: 0, overflowWrap: 'anywhere' },
  '@media (max-width: 479.95px)': { gridColumn: '1' },
});

const Details = styled('div')({
  gridColumn: '2',
  minWidth: 0,
  '@media (max-width: 479.95px)': { gridColumn: '1' },
});

const FactRow = ({ fact }: { fact: Fact }) => (
  <>
    <dt>{fact.label}</dt>
    <dd>
      <FactValue {...fact} />
    </dd>
  </>
);

/** Each signal with its reason; what could not be read is listed too and says why. */
export const SignalList = ({ signals }: { signals: Signal[] }) => (
  <Rows>
    {signals.map(({ key, title, status, sentence, facts, tables = [] }) => (
      <Row key={key}>
        <div>
          <StatusBadge kind="signal" value={status} />
        </div>
        <div>
          <strong>{title}</strong>: {sentence}
        </div>
        {facts.length > 0 && (
          <Facts>
            {facts.map(fact => (
              <FactRow key={fact.label} fact={fact} />
            ))}
          </Facts>
        )}
        {tables.length > 0 && (
          <Details>
            <SignalTables tables={tables} />
          </Details>
        )}
      </Row>
    ))}
  </Rows>
);
