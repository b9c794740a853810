import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Rollout, Unit } from '@enginehouse/plugin-operations-common';
import {
  Chip,
  ProgressLine,
  RelativeTime,
  type Tone,
} from '@enginehouse/plugin-stacks-react';
import { partWord } from './partWord';

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  gap: '0.25rem 0.75rem',
});

const TONE: Record<Rollout['status'], Tone> = {
  healthy: 'positive',
  degraded: 'active',
  unhealthy: 'negative',
  unknown: 'neutral',
};

/** A version that is rolled out, or that is being replaced: how far it is, and AWS's reason. */
export function RolloutItem(props: { unit: Unit; rollout: Rollout }) {
  const { unit, rollout } = props;
  const { title, current, state, status, reason, startedAt } = rollout;
  const parts = partWord(unit);
  const counts = [
    `${rollout.running} of ${rollout.desired} ${parts} run`,
    ...(rollout.pending > 0 ? [`${rollout.pending} starting`] : []),
    ...(rollout.failed > 0 ? [`${rollout.failed} failed to start`] : []),
  ].join(', ');
  return (
    <div>
      <Head>
        <strong>{current ? title : `${title}, being replaced`}</strong>
        <Chip tone={TONE[status]}>{state}</Chip>
        <span>
          {current ? counts : `${rollout.running} ${parts} still run`}
        </span>
        {startedAt && <RelativeTime at={startedAt} />}
      </Head>
      {reason && (
        <Text as="p" color="secondary">
          {reason}
        </Text>
      )}
      {current && status === 'degraded' && startedAt && (
        <ProgressLine
          done={rollout.running}
          total={rollout.desired}
          unit={`${parts} of ${title} run`}
          startedAt={startedAt}
        />
      )}
    </div>
  );
}
