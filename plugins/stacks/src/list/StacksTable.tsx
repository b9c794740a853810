import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  DataTable,
  DeploymentLink,
  formatActor,
  RelativeTime,
  StatusBadge,
  type DataColumn,
  type Sort,
} from '@enginehouse/plugin-stacks-react';

const columns: DataColumn<Stack>[] = [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    sortable: true,
    cell: stack => <Name stack={stack} />,
  },
  { id: 'definition', label: 'Definition', cell: stack => stack.definition },
  { id: 'environment', label: 'Environment', cell: stack => stack.environment },
  {
    id: 'health',
    label: 'Health',
    sortable: true,
    cell: ({ health }) => <StatusBadge kind="health" value={health.status} />,
  },
  {
    id: 'state',
    label: 'Deployment',
    sortable: true,
    cell: ({ state }) => <StatusBadge kind="stack" value={state} />,
  },
  {
    id: 'owner',
    label: 'Owner',
    cell: stack => (
      <EntityRefLink entityRef={stack.owner} defaultKind="group" />
    ),
  },
  {
    id: 'changedAt',
    label: 'Last change',
    sortable: true,
    cell: ({ changedAt, changedBy }) => (
      <>
        <RelativeTime at={changedAt} />
        {changedBy && ` by ${formatActor(changedBy)}`}
      </>
    ),
  },
];

/** The stacks of one page of the list. `sort` is the backend's: a column, with a minus when descending. */
export function StacksTable(props: {
  stacks: Stack[];
  sort: string;
  onSort: (sort: string) => void;
}) {
  const { stacks, sort, onSort } = props;
  return (
    <DataTable
      caption="Stacks"
      columns={columns}
      items={stacks}
      keyOf={stack => stack.name}
      sort={parseSort(sort)}
      onSort={({ column, direction }) =>
        onSort(direction === 'descending' ? `-${column}` : column)
      }
    />
  );
}

function parseSort(sort: string): Sort {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

/** The name leads to the entity; before and after the entity exists, to the deployment. */
function Name({ stack }: { stack: Stack }) {
  if (stack.state !== 'planned' && stack.state !== 'destroyed') {
    return (
      <EntityRefLink
        entityRef={parseEntityRef(stack.entityRef)}
        title={stack.name}
      />
    );
  }
  return stack.deploymentId ? (
    <DeploymentLink id={stack.deploymentId}>{stack.name}</DeploymentLink>
  ) : (
    <>{stack.name}</>
  );
}
