import type { Origin, Plan } from '@enginehouse/plugin-stacks-common';
import { formatCount } from '../format/number';
import { DataTable } from '../layout/DataTable';
import { Panel } from '../layout/Panel';
import { Chip } from '../status/Chip';
import { configurationRows, type ConfigurationRow } from './configurationRows';
import { Disclosure } from '../layout/Disclosure';
import { Value } from './Value';

const originWord: Record<Origin, string> = {
  definition: 'default',
  framework: 'framework',
  environment: 'environment',
  manifest: 'manifest',
  override: 'override',
  lookup: 'lookup',
};

/** Each value with where it came from: first what somebody chose, folded below it what is at its default. */
export function ConfigurationSection({ plan }: { plan: Plan }) {
  const rows = configurationRows(plan);
  const chosen = rows.filter(row => row.origin !== 'definition');
  const defaults = rows.filter(row => row.origin === 'definition');
  return (
    <Panel title="Configuration">
      {chosen.length > 0 && (
        <ConfigurationTable caption="Chosen values" rows={chosen} />
      )}
      {defaults.length > 0 && (
        <Disclosure
          summary={formatCount(
            defaults.length,
            'value at its default',
            'values at their defaults',
          )}
        >
          <ConfigurationTable
            caption="Values at their defaults"
            rows={defaults}
          />
        </Disclosure>
      )}
    </Panel>
  );
}

function ConfigurationTable({
  caption,
  rows,
}: {
  caption: string;
  rows: ConfigurationRow[];
}) {
  return (
    <DataTable
      caption={caption}
      items={rows}
      keyOf={row => `${row.origin} ${row.pointer}`}
      columns={[
        {
          id: 'option',
          label: 'Option',
          width: '35%',
          isRowHeader: true,
          cell: row => row.pointer.replace(/^\//, '').replace(/\//g, '.'),
        },
        {
          id: 'value',
          label: 'Value',
          cell: row => <Value value={row.value} absent="not set" />,
        },
        {
          id: 'origin',
          label: 'From',
          width: '9rem',
          cell: row => (
            <Chip tone={row.origin === 'definition' ? 'neutral' : 'active'}>
              {originWord[row.origin]}
            </Chip>
          ),
        },
      ]}
    />
  );
}
