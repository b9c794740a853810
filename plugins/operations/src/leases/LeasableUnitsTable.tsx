import type { LeasableUnit } from '@enginehouse/plugin-operations-common';
import {
  CopyableId,
  DataTable,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { Whole } from '../health/measurements';

const COLUMNS: DataColumn<LeasableUnit>[] = [
  {
    id: 'unit',
    label: 'Unit',
    isRowHeader: true,
    cell: ({ name }) => (
      <Whole>
        <CopyableId id={name} label="unit" />
      </Whole>
    ),
  },
  {
    id: 'takes',
    label: 'New sessions',
    cell: ({ open, reason }) => (open ? 'takes them' : `none: ${reason}`),
  },
  {
    id: 'load',
    label: 'Sessions',
    align: 'end',
    cell: ({ load }) => (load === undefined ? 'no data' : Math.round(load)),
  },
  {
    id: 'leases',
    label: 'Leases',
    align: 'end',
    cell: ({ leases }) => leases,
  },
];

/** What each unit carries, and whether it takes more. */
export const LeasableUnitsTable = ({ units }: { units: LeasableUnit[] }) => (
  <DataTable
    caption="Units with their sessions and leases"
    columns={COLUMNS}
    items={units}
    keyOf={({ key }) => key}
  />
);
