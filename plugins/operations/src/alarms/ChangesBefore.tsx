import { styled } from '@mui/material/styles';
import { FourStates, RelativeTime } from '@enginehouse/plugin-stacks-react';
import { ChangeLine } from '../changes/ChangeLine';
import { changesOf } from '../changes/changesOf';
import { useDeployments } from '../changes/useDeployments';
import { useOperationRuns } from '../changes/useOperationRuns';

const SHOWN = 3;

const Rows = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: '0.5rem',
  '& > li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: '0.25rem 0.75rem',
  },
});

/** The last deployments and operations before a moment (ISO 8601). */
export function ChangesBefore({ at }: { at: string }) {
  const deployments = useDeployments();
  const runs = useOperationRuns();
  const changes =
    deployments.value &&
    runs.value &&
    changesOf(deployments.value, runs.value)
      .filter(change => change.at <= at)
      .slice(0, SHOWN);
  return (
    <FourStates
      what="what changed before"
      value={changes}
      error={deployments.error ?? runs.error}
      retry={() => {
        deployments.retry();
        runs.retry();
      }}
      isEmpty={items => items.length === 0}
      empty={<span>Nothing was changed through the portal before.</span>}
    >
      {items => (
        <Rows>
          {items.map(change => (
            <li key={change.id}>
              <RelativeTime at={change.at} />
              <ChangeLine change={change} />
            </li>
          ))}
        </Rows>
      )}
    </FourStates>
  );
}
