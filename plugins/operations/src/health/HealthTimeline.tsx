import { styled } from '@mui/material/styles';
import type {
  HealthChange,
  OperationRun,
} from '@enginehouse/plugin-operations-common';
import {
  EmptyState,
  ErrorCard,
  RelativeTime,
  StatusBadge,
} from '@enginehouse/plugin-stacks-react';
import { ChangeLine, Said } from '../changes/ChangeLine';
import { changesOf, type Change } from '../changes/changesOf';
import { useDeployments } from '../changes/useDeployments';

const Rows = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: '0.5rem',
});

const Row = styled('li')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  gap: '0.25rem 0.75rem',
});

/** Times in one column, and what happened in the next. */
const When = styled('span')({ minWidth: '6.5rem' });

type Entry = Change | { id: string; at: string; health: HealthChange };

const healthEntry = (health: HealthChange): Entry => ({
  id: `health ${health.at}`,
  at: health.at,
  health,
});

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
        <Rows>
          {entries.map(entry => (
            <Row key={entry.id}>
              <When>
                <RelativeTime at={entry.at} />
              </When>
              {'health' in entry ? (
                <>
                  <StatusBadge kind="health" value={entry.health.to} />
                  <Said>{entry.health.sentence}</Said>
                </>
              ) : (
                <ChangeLine change={entry} />
              )}
            </Row>
          ))}
        </Rows>
      )}
    </>
  );
}
