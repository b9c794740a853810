import type { Environment } from '@enginehouse/plugin-stacks-common';
import {
  DataTable,
  Disclosure,
  formatCount,
} from '@enginehouse/plugin-stacks-react';

type Row = { option: string; value: string };

/** What the environment sets for stacks of each definition; absent when it sets nothing. */
export function Defaults({ defaults }: Pick<Environment, 'defaults'>) {
  return (
    <>
      {Object.entries(defaults)
        .map(([definition, values]) => ({ definition, rows: flatten(values) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ definition, rows }) => (
          <Disclosure
            key={definition}
            summary={`${formatCount(rows.length, 'default')} for ${definition}`}
          >
            <DataTable<Row>
              caption={`Defaults for ${definition}`}
              items={rows}
              keyOf={row => row.option}
              columns={[
                {
                  id: 'option',
                  label: 'Option',
                  isRowHeader: true,
                  cell: row => row.option,
                },
                {
                  id: 'value',
                  label: 'Value',
                  cell: row => (
                    <code style={{ overflowWrap: 'anywhere' }}>
                      {row.value}
                    </code>
                  ),
                },
              ]}
            />
          </Disclosure>
        ))}
    </>
  );
}

function flatten(values: Record<string, unknown>, prefix = ''): Row[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const option = prefix ? `${prefix}.${key}` : key;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flatten(value as Record<string, unknown>, option)
      : [
          {
            option,
            value: typeof value === 'string' ? value : JSON.stringify(value),
          },
        ];
  });
}
