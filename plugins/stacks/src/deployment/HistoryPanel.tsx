import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { DeploymentSummary } from '@enginehouse/plugin-stacks-common';
import {
  DataTable,
  DeploymentLink,
  durationOf,
  formatActor,
  formatDuration,
  FourStates,
  Panel,
  PlanLink,
  RelativeTime,
  stacksApiRef,
  StatusBadge,
  useNow,
  useRead,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { PageButtons, ROWS_OF_PAGE } from './PageButtons';

const kindWords: Record<DeploymentSummary['kind'], string> = {
  create: 'Create',
  update: 'Update',
  destroy: 'Destroy',
  unprotect: 'Lift protection',
};

/** The deployments of a stack, newest first: who, what, when, how long, with what result. `change` is read anew whenever it changes. */
export function HistoryPanel({
  stack,
  change,
}: {
  stack: string;
  change: string;
}) {
  const api = useApi(stacksApiRef);
  const now = useNow(1000);
  const [cursor, goTo] = useState<string>();
  const history = useRead(
    useCallback(
      signal =>
        api.listDeployments(stack, { limit: ROWS_OF_PAGE, cursor }, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- a change of the stack makes the history stale
      [api, stack, cursor, change],
    ),
  );
  const columns: DataColumn<DeploymentSummary>[] = [
    {
      id: 'what',
      label: 'What',
      isRowHeader: true,
      cell: ({ id, kind }) => (
        <DeploymentLink id={id}>{kindWords[kind]}</DeploymentLink>
      ),
    },
    {
      id: 'who',
      label: 'Who',
      cell: ({ startedBy }) => formatActor(startedBy),
    },
    {
      id: 'when',
      label: 'When',
      cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
    },
    {
      id: 'duration',
      label: 'Duration',
      align: 'end',
      cell: deployment => formatDuration(durationOf(deployment, now)),
    },
    {
      id: 'result',
      label: 'Result',
      cell: ({ state, reason }) => (
        <>
          <StatusBadge kind="deployment" value={state} />
          {reason && <div>{reason}</div>}
        </>
      ),
    },
    {
      id: 'plan',
      label: 'Plan',
      cell: ({ planId }) =>
        planId ? <PlanLink id={planId}>Plan</PlanLink> : 'none',
    },
  ];
  return (
    <Panel title="History">
      <FourStates
        what="the history"
        value={history.value}
        error={history.error}
        retry={history.retry}
        isEmpty={value => value.items.length === 0}
        empty={
          <Text as="p">
            Nothing was deployed yet. Each apply and destroy is recorded here.
          </Text>
        }
      >
        {value => (
          <>
            <DataTable
              caption="Deployments, newest first"
              columns={columns}
              items={value.items}
              keyOf={deployment => deployment.id}
            />
            <PageButtons
              cursor={cursor}
              nextCursor={value.nextCursor}
              onGo={goTo}
            />
          </>
        )}
      </FourStates>
    </Panel>
  );
}
