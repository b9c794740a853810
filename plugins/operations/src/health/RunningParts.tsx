import type { Unit, UnitPart } from '@enginehouse/plugin-operations-common';
import {
  DataTable,
  RelativeTime,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { measurementColumns, Whole } from './measurements';
import {
  factColumns,
  logsColumn,
  nameColumn,
  versionColumn,
} from './partColumns';
import { partWord } from './partWord';
import { capitalized } from './unitGroups';

/** The parts of a unit that run, start or stop; only columns that any of them fills. */
export function RunningParts(props: { unit: Unit; parts: UnitPart[] }) {
  const { unit, parts } = props;
  if (parts.length === 0) {
    return null;
  }
  return (
    <DataTable
      caption={`${capitalized(partWord(unit))} of ${unit.name}`}
      columns={columnsOf(parts)}
      items={parts}
      keyOf={part => part.key}
      detailsOf={part => part.reason}
    />
  );
}

function columnsOf(parts: UnitPart[]): DataColumn<UnitPart>[] {
  const any = (has: (part: UnitPart) => unknown) => parts.some(has);
  const columns: (DataColumn<UnitPart> | false)[] = [
    nameColumn(capitalized(parts[0].kind)),
    any(({ role }) => role) && {
      id: 'role',
      label: 'Role',
      cell: ({ role }) => role,
    },
    {
      id: 'status',
      label: 'Health',
      cell: part => <StatusBadge kind="health" value={part.status} />,
    },
    {
      id: 'state',
      label: 'State',
      cell: part => <Whole>{part.state}</Whole>,
    },
    any(({ zone }) => zone) && {
      id: 'zone',
      label: 'Zone',
      cell: part => <Whole>{part.zone}</Whole>,
    },
    any(({ size }) => size) && {
      id: 'size',
      label: 'Size',
      cell: part => <Whole>{part.size}</Whole>,
    },
    any(({ version }) => version) && versionColumn,
    ...measurementColumns(parts),
    ...factColumns(parts),
    any(({ startedAt }) => startedAt) && {
      id: 'age',
      label: 'Started',
      align: 'end',
      cell: ({ startedAt }) => startedAt && <RelativeTime at={startedAt} />,
    },
    any(({ logs }) => logs?.length) && logsColumn,
  ];
  return columns.filter(column => column !== false);
}
