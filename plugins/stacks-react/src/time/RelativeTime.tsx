import Tooltip from '@mui/material/Tooltip';
import { formatExact, formatRelative } from '../format/time';
import { useTimesShown } from './timesPreference';
import { useNow } from './useNow';

/**
 * A moment (ISO 8601). Relative, with the exact one on hover and focus; exact when the person chose so by {@link TimesSwitch}.
 * @public
 */
export function RelativeTime({ at }: { at: string }) {
  const shown = useTimesShown();
  const now = useNow(10_000);
  if (shown !== 'relative') {
    return (
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formatExact(at, shown)}
      </time>
    );
  }
  const zones = new Set([formatExact(at, 'local'), formatExact(at, 'utc')]);
  const exact = [...zones].join(' · ');
  return (
    <Tooltip title={exact} describeChild arrow>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time must be reachable without a pointer */}
      <time dateTime={at} tabIndex={0} style={{ whiteSpace: 'nowrap' }}>
        {formatRelative(at, now)}
      </time>
    </Tooltip>
  );
}
