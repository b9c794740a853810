import type { Binding } from '@enginehouse/plugin-stacks-common';
import { DataTable } from '../layout/DataTable';
import { Panel } from '../layout/Panel';
import { Value } from './Value';

/** What a stack uses of others: the values it is given. */
export function BindingsSection({ binds }: { binds: Binding[] }) {
  const rows = binds.flatMap(({ values, ...binding }) =>
    Object.entries(values).map(([name, value]) => ({
      ...{ ...binding, name, value },
    })),
  );
  return (
    <Panel title={`Bound to (${binds.length})`}>
      <DataTable
        caption="Values of what it is bound to"
        items={rows}
        keyOf={row => `${row.capability} ${row.name}`}
        columns={[
          {
            id: 'capability',
            label: 'Capability',
            isRowHeader: true,
            cell: row => row.capability,
          },
          { id: 'of', label: 'Of', cell: row => row.stack },
          { id: 'name', label: 'Value of', cell: row => row.name },
          {
            id: 'value',
            label: 'Value',
            width: '40%',
            cell: row => <Value value={row.value} absent="not set" />,
          },
        ]}
      />
    </Panel>
  );
}
