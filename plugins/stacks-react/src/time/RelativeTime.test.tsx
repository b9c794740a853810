import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { formatDuration } from '../format/time';
import { RelativeTime } from './RelativeTime';
import { TimesSwitch } from './TimesSwitch';

describe('RelativeTime', () => {
  const twoHoursAgo = new Date(Date.now() - 2 * 3600_000).toISOString();
  const exact = `${twoHoursAgo.slice(0, 19).replace('T', ' ')} UTC`;

  it('is relative, describes the exact time when focused, and turns exact by the switch', async () => {
    render(
      <>
        <RelativeTime at={twoHoursAgo} />
        <TimesSwitch />
      </>,
    );
    const time = screen.getByText('2 hr. ago');
    await userEvent.tab();
    expect(time).toHaveFocus();
    expect(time).toHaveAccessibleDescription(expect.stringContaining(exact));

    await userEvent.click(screen.getByRole('radio', { name: 'UTC' }));
    expect(screen.getByText(exact)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Relative' }));
    expect(screen.getByText('2 hr. ago')).toBeInTheDocument();
  });
});

describe('formatDuration', () => {
  it.each([
    [900, '1 s'],
    [80_000, '1 min 20 s'],
    [7_200_000, '2 h'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});
