import type { Output } from '@enginehouse/plugin-stacks-common';
import {
  CopyableId,
  DataTable,
  Panel,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';

const columns: DataColumn<Output>[] = [
  { id: 'key', label: 'Output', isRowHeader: true, cell: output => output.key },
  {
    id: 'value',
    label: 'Value',
    cell: output => <CopyableId id={output.value} label={output.key} />,
  },
  {
    id: 'what',
    label: 'What it is',
    cell: ({ description, capability }) => description ?? capability ?? '',
  },
];

/** What the stack offers to others; absent when it offers nothing. */
export function OutputsPanel({ outputs = [] }: { outputs?: Output[] }) {
  return outputs.length === 0 ? null : (
    <Panel title="Outputs">
      <DataTable
        caption="Outputs"
        columns={columns}
        items={outputs}
        keyOf={output => output.key}
      />
    </Panel>
  );
}
