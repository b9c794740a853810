import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import type {
  HealthStatus,
  ListStacks200ResponseCounts,
  StackState,
} from '@enginehouse/plugin-stacks-common';
import {
  Chip,
  isFailed,
  isRunning,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { RiCloseCircleLine } from '@remixicon/react';
import { failedStates, runningStates } from './stackGroups';

const Row = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' });

const Counter = styled('button')({
  display: 'flex',
  alignItems: 'center',
  gap: '0.5rem',
  padding: '0.5rem 0.75rem',
  font: 'inherit',
  color: 'inherit',
  cursor: 'pointer',
  background: 'var(--bui-bg-neutral-1)',
  border: '1px solid var(--bui-border-2)',
  borderRadius: 'var(--bui-radius-3)',
  '&:hover': { background: 'var(--bui-bg-neutral-2)' },
  '&:focus-visible': { outline: '2px solid var(--bui-ring)', outlineOffset: 2 },
  '&[aria-pressed="true"]': {
    borderColor: 'var(--bui-fg-primary)',
    boxShadow: 'inset 0 0 0 1px var(--bui-fg-primary)',
  },
  '& > strong': {
    fontSize: 'var(--bui-font-size-5)',
    fontVariantNumeric: 'tabular-nums',
  },
});

const healths: HealthStatus[] = ['unhealthy', 'degraded', 'healthy', 'unknown'];

/** How many stacks are in which health, deploying, or failed; each number filters the list by it. */
export function StackCounters(props: {
  counts: ListStacks200ResponseCounts;
  health: readonly string[];
  state: readonly string[];
  onHealth: (values: string[]) => void;
  onState: (values: string[]) => void;
}) {
  const { counts, health, state, onHealth, onState } = props;
  const sum = (states: StackState[]) =>
    states.reduce((total, each) => total + (counts.state[each] ?? 0), 0);
  const running =
    state.length > 0 && state.every(each => isRunning(each as StackState));
  const failed =
    state.length > 0 && state.every(each => isFailed(each as StackState));
  return (
    <Row role="group" aria-label="Filter by health and deployment">
      {healths.map(each => (
        <CounterButton
          key={each}
          count={counts.health[each] ?? 0}
          pressed={health.includes(each)}
          onPress={() =>
            onHealth(
              health.includes(each)
                ? health.filter(h => h !== each)
                : [...health, each],
            )
          }
        >
          <StatusBadge kind="health" value={each} />
        </CounterButton>
      ))}
      <CounterButton
        count={sum(runningStates)}
        pressed={running}
        onPress={() => onState(running ? [] : runningStates)}
      >
        <StatusBadge kind="stack" value="deploying" />
      </CounterButton>
      <CounterButton
        count={sum(failedStates)}
        pressed={failed}
        onPress={() => onState(failed ? [] : failedStates)}
      >
        <Chip
          tone="negative"
          icon={<RiCloseCircleLine size={14} aria-hidden="true" />}
        >
          Failed
        </Chip>
      </CounterButton>
    </Row>
  );
}

function CounterButton(props: {
  count: number;
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <Counter type="button" aria-pressed={props.pressed} onClick={props.onPress}>
      <strong>{props.count}</strong> {props.children}
    </Counter>
  );
}
