import { styled } from '@mui/material/styles';
import type { Signal } from '@enginehouse/plugin-operations-common';
import { SignalItem } from './SignalItem';

const Rows = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: '0.75rem',
});

/** Each signal with its reason; what could not be read is listed too and says why. */
export const SignalList = ({
  signals,
  folded,
}: {
  signals: Signal[];
  folded?: boolean;
}) =>
  signals.length === 0 ? null : (
    <Rows>
      {signals.map(signal => (
        <SignalItem key={signal.key} signal={signal} folded={folded} />
      ))}
    </Rows>
  );
