import type { AppliedPatch } from '@enginehouse/plugin-stacks-common';
import { DataTable } from '../layout/DataTable';
import { Panel } from '../layout/Panel';
import { Chip } from '../status/Chip';
import { Value } from './Value';

/** What the manifest changes in resources after their definition has built them. */
export function PatchesSection({ patches }: { patches: AppliedPatch[] }) {
  return (
    <Panel title={`Patches (${patches.length})`}>
      <DataTable
        caption="Properties that are patched"
        items={patches}
        keyOf={({ handle, path }) => `${handle} ${path}`}
        columns={[
          {
            id: 'property',
            label: 'Property',
            width: '32%',
            isRowHeader: true,
            cell: ({ handle, path, resourceType }) =>
              `${path
                .slice(1)
                .replaceAll('/', '.')} of ${handle} (${resourceType})`,
          },
          {
            id: 'before',
            label: 'As built',
            cell: ({ before }) => <Value value={before} absent="not set" />,
          },
          {
            id: 'after',
            label: 'Patched',
            cell: ({ op, value }) => (
              <Value
                value={op === 'set' ? value : undefined}
                absent="removed"
              />
            ),
          },
          {
            id: 'origin',
            label: 'From',
            width: '9rem',
            cell: () => <Chip tone="active">override</Chip>,
          },
        ]}
      />
    </Panel>
  );
}
