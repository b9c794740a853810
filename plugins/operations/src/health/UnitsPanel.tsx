import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Unit } from '@enginehouse/plugin-operations-common';
import {
  DataTable,
  EmptyState,
  FourStates,
  Panel,
  RelativeTime,
} from '@enginehouse/plugin-stacks-react';
import type { OperationsRead } from '../operations/useOperations';
import { MissingMeasurements } from './MissingMeasurements';
import { hasDetails, unitColumns, type UnitTools } from './unitColumns';
import { UnitDetails } from './UnitDetails';
import { capitalized, unitGroups } from './unitGroups';
import { useOpenUnits } from './useOpenUnits';
import { useUnits } from './useHealth';

/** A table with more columns than fit scrolls in its section. */
const Sections = styled('div')({
  display: 'grid',
  gap: '1.5rem',
  '& > section': { minWidth: 0, overflowX: 'auto' },
  // What many columns save between them lets them fit a laptop.
  '& thead th, & tbody td, & tbody th': { paddingInline: '0.5rem' },
});

/** Below a row: why the unit is as it is, and, when it is open, all about it. */
function belowRow(unit: Unit, { opened }: UnitTools) {
  const { reason, since } = unit;
  const open = hasDetails(unit) && opened.has(unit);
  if (!reason && !open) {
    return undefined;
  }
  return (
    <>
      {reason && (
        <Text as="p" style={{ marginBottom: open ? '0.75rem' : 0 }}>
          {reason}
          {since && (
            <>
              ; since <RelativeTime at={since} />
            </>
          )}
        </Text>
      )}
      {open && <UnitDetails unit={unit} />}
    </>
  );
}

/** The units by kind, each kind with the columns that make sense for it. */
function Groups(props: {
  units: Unit[];
  operations: OperationsRead;
  onChange: () => void;
}) {
  const { units, operations, onChange } = props;
  const opened = useOpenUnits(units);
  const tools = { operations, onChange, opened };
  const groups = unitGroups(units);
  return (
    <Sections>
      {groups.map(({ group, units: members }) => (
        <section key={group} aria-label={capitalized(group)}>
          {groups.length > 1 && (
            <Text as="h4" variant="body-large" weight="bold">
              {capitalized(group)}
            </Text>
          )}
          <DataTable
            caption={`${capitalized(group)} of the stack, the worst first`}
            columns={unitColumns(members, tools)}
            items={members}
            keyOf={unit => unit.key}
            detailsOf={unit => belowRow(unit, tools)}
          />
          <MissingMeasurements units={members} />
        </section>
      ))}
    </Sections>
  );
}

/** What runs, one row each, the worst first. */
export function UnitsPanel(props: {
  operations: OperationsRead;
  onChange: () => void;
}) {
  const units = useUnits();
  const done = () => {
    units.retry();
    props.onChange();
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
            Units are what a stack runs, such as instances, services or
            databases. This one runs none now.
          </EmptyState>
        }
      >
        {({ items, unread }) => (
          <>
            <Groups
              units={items}
              operations={props.operations}
              onChange={done}
            />
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
