import { styled } from '@mui/material/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  DataTable,
  formatActor,
  formatMoney,
  RelativeTime,
  StatusBadge,
  type DataColumn,
  type Sort,
} from '@enginehouse/plugin-stacks-react';
import { StackName } from './StackName';

/** The other columns leave it room: a name in three lines is no name. */
const Name = styled('div')({ minWidth: '11rem' });

const columns: DataColumn<Stack>[] = [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    sortable: true,
    cell: stack => (
      <Name>
        <StackName stack={stack} />
      </Name>
    ),
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
    id: 'monthlyCost',
    label: 'Cost per month',
    align: 'end',
    sortable: true,
    cell: stack => costWords(stack),
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

/** The least capacity alone: the column is to compare by. */
function costWords({ monthlyCost, state }: Stack): string {
  if (!monthlyCost) {
    return state === 'planned' || state === 'destroyed' ? 'none' : 'not known';
  }
  const { atLeast, monthly, currency } = monthlyCost;
  return `${atLeast ? 'at least ' : ''}${formatMoney(monthly, currency)}`;
}

function parseSort(sort: string): Sort {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}
