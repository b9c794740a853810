import { render, screen } from '@testing-library/react';
import { StatusBadge } from './StatusBadge';

describe('StatusBadge', () => {
  it('says every status in words beside its icon', () => {
    render(
      <>
        <StatusBadge kind="health" value="degraded" />
        <StatusBadge kind="deployment" value="rolled-back" />
        <StatusBadge kind="plan" value="no-changes" />
        <StatusBadge kind="alarm" value="INSUFFICIENT_DATA" />
        <StatusBadge kind="resource" value="UPDATE_ROLLBACK_FAILED" />
      </>,
    );
    for (const word of [
      'Degraded',
      'Rolled back',
      'No changes',
      'Insufficient data',
      'Update rollback failed',
    ]) {
      expect(
        screen.getByText(word).parentElement?.querySelector('svg'),
      ).toBeInTheDocument();
    }
  });

  it('shows a status it does not know in its own words', () => {
    const unheardOf = 'paused' as 'deployed';
    render(<StatusBadge kind="stack" value={unheardOf} />);
    expect(screen.getByText('paused')).toBeInTheDocument();
  });
});
