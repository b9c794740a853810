import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Measurement, Unit } from '@enginehouse/plugin-operations-common';
import {
  CopyableId,
  DataTable,
  EmptyState,
  formatNumber,
  FourStates,
  narrow,
  Panel,
  RelativeTime,
  StatusBadge,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';
import { UnitMenu } from '../operations/UnitMenu';
import type { OperationsRead } from '../operations/useOperations';
import { MissingMeasurements } from './MissingMeasurements';
import { useUnits } from './useHealth';

/** An id or a value with its unit stays in one piece where there is room for a table. */
const Whole = styled('span')({
  whiteSpace: 'nowrap',
  [narrow]: { whiteSpace: 'normal' },
});

/** The measurements that any of the units has, in the order they come. */
function measurementsOf(units: Unit[]): Pick<Measurement, 'id' | 'title'>[] {
  const found = new Map<string, Pick<Measurement, 'id' | 'title'>>();
  for (const { id, title } of units.flatMap(unit => unit.measurements)) {
    found.set(id, { id, title });
  }
  return [...found.values()];
}

function MeasurementCell({ measurement }: { measurement?: Measurement }) {
  if (measurement?.value === undefined) {
    return (
      <Whole>
        <Text color="secondary">no data</Text>
      </Whole>
    );
  }
  return <Whole>{formatNumber(measurement.value, measurement.unit)}</Whole>;
}

function columnsOf(
  units: Unit[],
  operations: OperationsRead,
  onDone: () => void,
): DataColumn<Unit>[] {
  const columns: DataColumn<Unit>[] = [
    {
      id: 'name',
      label: 'Unit',
      isRowHeader: true,
      cell: unit => (
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
    {
      id: 'state',
      label: 'State',
      cell: unit => <Whole>{unit.state}</Whole>,
    },
    { id: 'zone', label: 'Zone', cell: unit => <Whole>{unit.zone}</Whole> },
    ...measurementsOf(units).map(
      ({ id, title }): DataColumn<Unit> => ({
        id,
        label: title,
        align: 'end',
        cell: unit => (
          <MeasurementCell
            measurement={unit.measurements.find(measured => measured.id === id)}
          />
        ),
      }),
    ),
    {
      id: 'age',
      label: 'Started',
      align: 'end',
      cell: unit => unit.launchedAt && <RelativeTime at={unit.launchedAt} />,
    },
  ];
  if (units.some(unit => unit.reason)) {
    columns.splice(3, 0, {
      id: 'reason',
      label: 'Reason',
      cell: unit => unit.reason ?? '',
    });
  }
  if (units.some(unit => unit.operations.length > 0)) {
    columns.push({
      id: 'actions',
      label: 'Actions',
      cell: unit => (
        <UnitMenu unit={unit} operations={operations} onDone={onDone} />
      ),
    });
  }
  return columns;
}

/** What runs, one row each, the worst first. */
export function UnitsPanel(props: {
  operations: OperationsRead;
  onDone: () => void;
}) {
  const units = useUnits();
  const done = () => {
    units.retry();
    props.onDone();
  };
  return (
    <Panel title="Units">
      <FourStates
        what="the units"
        value={units.value}
        error={units.error}
        retry={units.retry}
        isEmpty={({ items, unread }) =>
          items.length === 0 && unread.length === 0
        }
        empty={
          <EmptyState title="Nothing runs">
            Units are what a stack runs, such as instances. They appear here
            when the deployment has started them.
          </EmptyState>
        }
      >
        {({ items, unread }) => (
          <>
            {items.length > 0 && (
              <DataTable
                caption="Units of the stack, the worst first"
                columns={columnsOf(items, props.operations, done)}
                items={items}
                keyOf={unit => unit.key}
              />
            )}
            <MissingMeasurements units={items} />
            {unread.map(({ title, reason }) => (
              <Text key={title} as="p" color="secondary">
                {title} could not be read: {reason}
              </Text>
            ))}
          </>
        )}
      </FourStates>
    </Panel>
  );
}
