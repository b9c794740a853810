import { useCallback } from 'react';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { styled } from '@mui/material/styles';
import type { HealthChange } from '@enginehouse/plugin-operations-common';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';
import {
  deploymentRouteRef,
  EmptyState,
  formatActor,
  RelativeTime,
  stacksApiRef,
  StatusBadge,
  useRead,
} from '@enginehouse/plugin-stacks-react';

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

/** Beside what it is about as long as there is room for a line. */
const Said = styled('span')({ flex: '1 1 18rem' });

type Entry =
  | { at: string; health: HealthChange }
  | { at: string; deployment: DeploymentSummary };

const EVERY_MS = 15_000;
const again = () => EVERY_MS;

const WORD: Record<DeploymentSummary['kind'], string> = {
  create: 'Created',
  update: 'Changed',
  destroy: 'Destroyed',
  unprotect: 'Protection lifted',
};

function DeploymentEntry({ deployment }: { deployment: DeploymentSummary }) {
  const route = useRouteRef(deploymentRouteRef);
  const text = `${WORD[deployment.kind]} by ${formatActor(
    deployment.startedBy,
  )}`;
  return (
    <>
      <StatusBadge kind="deployment" value={deployment.state} />
      {route ? <Link to={route({ id: deployment.id })}>{text}</Link> : text}
    </>
  );
}

/** What changed, newest first: the health, and the deployments beside it. */
export function HealthTimeline(props: {
  stack: string;
  changes: HealthChange[];
}) {
  const { stack, changes } = props;
  const api = useApi(stacksApiRef);
  const deployments = useRead(
    useCallback(
      signal => api.listDeployments(stack, { limit: 20 }, { signal }),
      [api, stack],
    ),
    { again },
  );
  const entries: Entry[] = [
    ...changes.map(health => ({ at: health.at, health })),
    ...(deployments.value?.items ?? []).map(deployment => ({
      at: deployment.startedAt,
      deployment,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));

  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing has changed yet">
        Changes of health and deployments are listed here as they happen.
      </EmptyState>
    );
  }
  return (
    <Rows>
      {entries.map(entry => (
        <Row key={`${entry.at} ${'health' in entry}`}>
          <RelativeTime at={entry.at} />
          {'health' in entry ? (
            <>
              <StatusBadge kind="health" value={entry.health.to} />
              <Said>{entry.health.sentence}</Said>
            </>
          ) : (
            <DeploymentEntry deployment={entry.deployment} />
          )}
        </Row>
      ))}
    </Rows>
  );
}
