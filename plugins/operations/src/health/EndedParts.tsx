import type { Unit, UnitPart } from '@enginehouse/plugin-operations-common';
import {
  DataTable,
  RelativeTime,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import {
  factColumns,
  logsColumn,
  nameColumn,
  versionColumn,
} from './partColumns';
import { partWord } from './partWord';
import { capitalized } from './unitGroups';

/** The parts of a unit that ended lately, the last first: how, and where their last lines are. */
export function EndedParts(props: { unit: Unit; parts: UnitPart[] }) {
  const { unit, parts } = props;
  if (parts.length === 0) {
    return null;
  }
  return (
    <DataTable
      caption={`${capitalized(partWord(unit))} of ${
        unit.name
      } that ended lately, the last first`}
      columns={columnsOf(parts)}
      items={parts}
      keyOf={part => part.key}
    />
  );
}

function columnsOf(parts: UnitPart[]): DataColumn<UnitPart>[] {
  const any = (has: (part: UnitPart) => unknown) => parts.some(has);
  const columns: (DataColumn<UnitPart> | false)[] = [
    nameColumn(`Ended ${parts[0].kind}`),
    {
      id: 'ended',
      label: 'Ended',
      cell: ({ ending }) => ending?.at && <RelativeTime at={ending.at} />,
    },
    any(({ ending }) => ending?.exitCode !== undefined) && {
      id: 'exit',
      label: 'Exit code',
      align: 'end',
      cell: ({ ending }) => ending?.exitCode,
    },
    {
      id: 'reason',
      label: 'Reason',
      cell: ({ ending }) =>
        ending?.code ? `${ending.reason} (${ending.code})` : ending?.reason,
    },
    any(({ version }) => version) && versionColumn,
    ...factColumns(parts),
    any(({ logs }) => logs?.length) && logsColumn,
  ];
  return columns.filter(column => column !== false);
}
