import { useId } from 'react';
import LinearProgress from '@mui/material/LinearProgress';
import { Flex, Text } from '@backstage/ui';
import { formatDuration } from '../format/time';
import { useNow } from '../time/useNow';

/** @public */
export type ProgressLineProps = {
  done: number;
  total: number;
  /** What is counted: "resources". */
  unit: string;
  /** What is happening now. */
  now?: string;
  /** ISO 8601. */
  startedAt: string;
  /** Seconds past runs took; without it no time left is claimed. */
  typicalSeconds?: number;
};

/** Work under way: done of total, what happens now, time elapsed and time left by past runs. @public */
export function ProgressLine(props: ProgressLineProps) {
  const { done, total, unit, now, startedAt, typicalSeconds } = props;
  const elapsed = Math.max(0, useNow(1000) - Date.parse(startedAt));
  const counted = `${done} of ${total} ${unit}`;
  const labelId = useId();
  return (
    <Flex direction="column" gap="1">
      <LinearProgress
        variant={total > 0 ? 'determinate' : 'indeterminate'}
        value={total > 0 ? Math.min(100, (done / total) * 100) : undefined}
        aria-labelledby={labelId}
        sx={{ height: 8, borderRadius: 'var(--bui-radius-full)' }}
      />
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text id={labelId} role="status">
          {now ? `${counted} · ${now}` : counted}
        </Text>
        <Text color="secondary" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {formatDuration(elapsed)} elapsed{timeLeft(elapsed, typicalSeconds)}
        </Text>
      </Flex>
    </Flex>
  );
}

function timeLeft(elapsed: number, typicalSeconds?: number): string {
  if (typicalSeconds === undefined) {
    return '';
  }
  const left = typicalSeconds * 1000 - elapsed;
  return left > 0
    ? ` · about ${formatDuration(left)} left`
    : ` · longer than usual (${formatDuration(typicalSeconds * 1000)})`;
}
