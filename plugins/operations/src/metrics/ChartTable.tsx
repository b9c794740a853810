import { useId, useState } from 'react';
import { Button } from '@backstage/ui';
import type { Chart } from '@enginehouse/plugin-operations-common';
import {
  DataTable,
  formatNumber,
  RelativeTime,
} from '@enginehouse/plugin-stacks-react';
import { chartRows } from './chartRows';

const ROWS = 100;

/** The chart's values as a table, the newest first: for screen readers, and for whoever wants the numbers. */
export function ChartTable({ chart }: { chart: Chart }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const rows = open ? chartRows(chart).reverse().slice(0, ROWS) : [];
  return (
    <>
      <Button
        size="small"
        variant="tertiary"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPress={() => setOpen(!open)}
      >
        {open ? 'Hide the table' : `Show ${chart.title} as a table`}
      </Button>
      {open && (
        <div id={id} style={{ maxHeight: 320, overflow: 'auto' }}>
          <DataTable
            caption={`${chart.title}, the newest ${ROWS} values first`}
            items={rows}
            keyOf={row => String(row.time)}
            columns={[
              {
                id: 'time',
                label: 'Time',
                isRowHeader: true,
                cell: row => (
                  <RelativeTime at={new Date(row.time).toISOString()} />
                ),
              },
              ...chart.series.map(series => ({
                id: series.id,
                label: series.title,
                align: 'end' as const,
                cell: (row: (typeof rows)[number]) =>
                  row.values[series.id] === undefined
                    ? ''
                    : formatNumber(row.values[series.id], chart.unit),
              })),
            ]}
          />
        </div>
      )}
    </>
  );
}
