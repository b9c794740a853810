import { styled } from '@mui/material/styles';
import type {
  HealthChange,
  OperationRun,
} from '@enginehouse/plugin-operations-common';
import {
  Disclosure,
  EmptyState,
  ErrorCard,
  narrow,
  RelativeTime,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { ChangeLine, Said } from '../changes/ChangeLine';
import { changesOf, type Change } from '../changes/changesOf';
import { useDeployments } from '../changes/useDeployments';

/** Times in one column, states in the next, what happened in the last. */
const Rows = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gridTemplateColumns: 'max-content max-content minmax(0, 1fr)',
  gap: '0.5rem 0.75rem',
  '& > li': {
    gridColumn: '1 / -1',
    display: 'grid',
    gridTemplateColumns: 'subgrid',
    alignItems: 'baseline',
    justifyItems: 'start',
  },
  [narrow]: {
    '& > li': { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 0.75rem' },
  },
});

/** So many stand at once; the others are one click away. */
const SHOWN = 8;

type Entry = Change | { id: string; at: string; health: HealthChange };

const healthEntry = (health: HealthChange): Entry => ({
  id: `health ${health.at}`,
  at: health.at,
  health,
});

const Entries = ({ entries }: { entries: Entry[] }) => (
  <Rows>
    {entries.map(entry => (
      <li key={entry.id}>
        <RelativeTime at={entry.at} />
        {'health' in entry ? (
          <>
            <StatusBadge kind="health" value={entry.health.to} />
            <Said>{entry.health.sentence}</Said>
          </>
        ) : (
          <ChangeLine change={entry} />
        )}
      </li>
    ))}
  </Rows>
);

/** What changed, newest first: the health, and beside it the deployments and operations that may be why. */
export function HealthTimeline(props: {
  changes: HealthChange[];
  runs: OperationRun[];
}) {
  const { changes, runs } = props;
  const deployments = useDeployments();
  const entries: Entry[] = [
    ...changes.map(healthEntry),
    ...changesOf(deployments.value ?? [], runs),
  ].sort((a, b) => b.at.localeCompare(a.at));
  const earlier = entries.slice(SHOWN);

  return (
    <>
      {deployments.error !== undefined && (
        <ErrorCard
          title="Reading the deployments failed"
          error={deployments.error}
          onRetry={deployments.retry}
        />
      )}
      {entries.length === 0 ? (
        <EmptyState title="Nothing has changed yet">
          Changes of health, deployments and operations are listed here as they
          happen.
        </EmptyState>
      ) : (
        <>
          <Entries entries={entries.slice(0, SHOWN)} />
          {earlier.length > 0 && (
            <Disclosure summary={`${earlier.length} earlier`}>
              <Entries entries={earlier} />
            </Disclosure>
          )}
        </>
      )}
    </>
  );
}
