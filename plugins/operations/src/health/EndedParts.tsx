import type { Unit, UnitPart } from '@enginehouse/plugin-operations-common';
import {
  DataTable,
  Disclosure,
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

/** So many stand at once; the others are one click away. */
const SHOWN = 3;

/** The parts of a unit that ended lately, the last first: how, and where their last lines are. */
export function EndedParts(props: { unit: Unit; parts: UnitPart[] }) {
  const { unit, parts } = props;
  if (parts.length === 0) {
    return null;
  }
  const caption = `${capitalized(partWord(unit))} of ${
    unit.name
  } that ended lately, the last first`;
  const columns = columnsOf(parts);
  const earlier = parts.slice(SHOWN);
  return (
    <div>
      <DataTable
        caption={caption}
        columns={columns}
        items={parts.slice(0, SHOWN)}
        keyOf={part => part.key}
      />
      {earlier.length > 0 && (
        <Disclosure summary={`${earlier.length} that ended earlier`}>
          <DataTable
            caption={`${caption}, continued`}
            columns={columns}
            items={earlier}
            keyOf={part => part.key}
          />
        </Disclosure>
      )}
    </div>
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
