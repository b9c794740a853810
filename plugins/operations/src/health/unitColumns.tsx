import {
  RelativeTime,
  CopyableId,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import type { Unit } from '@enginehouse/plugin-operations-common';
import { UnitMenu } from '../operations/UnitMenu';
import type { OperationsRead } from '../operations/useOperations';
import { measurementColumns, Whole } from './measurements';
import { UnitToggle } from './UnitToggle';
import type { OpenUnits } from './useOpenUnits';

/** What the columns need beside the units. */
export interface UnitTools {
  operations: OperationsRead;
  onChange: () => void;
  opened: OpenUnits;
}

/** The columns that make sense for the units of one kind: none that would be empty in every row. */
export function unitColumns(
  units: Unit[],
  { operations, onChange, opened }: UnitTools,
): DataColumn<Unit>[] {
  const any = (has: (unit: Unit) => unknown) => units.some(has);
  const targets = new Set(
    (operations.value?.items ?? []).map(({ target }) => target.key),
  );
  const columns: (DataColumn<Unit> | false)[] = [
    {
      id: 'name',
      label: 'Unit',
      isRowHeader: true,
      cell: unit =>
        hasDetails(unit) ? (
          <UnitToggle unit={unit} opened={opened} />
        ) : (
          <Whole>
            <CopyableId id={unit.name} label={unit.kind} />
          </Whole>
        ),
    },
    {
      id: 'status',
      label: 'Health',
      cell: unit => <StatusBadge kind="health" value={unit.status} />,
    },
    any(({ count }) => count) && {
      id: 'count',
      label: 'Running',
      align: 'end',
      cell: ({ count }) =>
        count && <Whole>{`${count.running} of ${count.desired}`}</Whole>,
    },
    any(({ count }) => !count) && {
      id: 'state',
      label: 'State',
      cell: ({ state, draining }) => (
        <Whole>{draining ? `draining (${state})` : state}</Whole>
      ),
    },
    any(({ zone }) => zone) && {
      id: 'zone',
      label: 'Zone',
      cell: unit => <Whole>{unit.zone}</Whole>,
    },
    any(({ version }) => version) && {
      id: 'version',
      label: 'Version',
      cell: unit => <Whole>{unit.version}</Whole>,
    },
    ...measurementColumns(units),
    any(({ launchedAt }) => launchedAt) && {
      id: 'age',
      label: 'Started',
      align: 'end',
      cell: unit => unit.launchedAt && <RelativeTime at={unit.launchedAt} />,
    },
    any(({ key }) => targets.has(key)) && {
      id: 'actions',
      label: 'Actions',
      cell: unit => (
        <UnitMenu unit={unit} operations={operations} onChange={onChange} />
      ),
    },
  ];
  return columns.filter(column => column !== false);
}

/** Whether a unit opens to more than its row. */
export function hasDetails({ parts, rollouts, events, facts }: Unit): boolean {
  return [parts, rollouts, events, facts].some(list => list?.length);
}
