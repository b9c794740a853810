import { Link } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import type {
  SignalTable,
  TableCell,
  TableColumn,
  TableRow,
} from '@enginehouse/plugin-operations-common';
import {
  CopyableId,
  DataTable,
  Disclosure,
  RelativeTime,
} from '@enginehouse/plugin-stacks-react';

function CellValue({ cell, column }: { cell: TableCell; column: TableColumn }) {
  const { text, link } = cell;
  if (link) return <Link to={link}>{text}</Link>;
  if (text === '') return null;
  switch (column.kind) {
    case 'id':
      return <CopyableId id={text} label={column.title} />;
    case 'time':
      return <RelativeTime at={text} />;
    default:
      return <>{text}</>;
  }
}

const TableBody = ({ table }: { table: SignalTable }) => (
  <DataTable
    caption={table.title}
    items={table.rows}
    keyOf={row => row.key}
    columns={table.columns.map((column, index) => ({
      id: column.title,
      label: column.title,
      isRowHeader: index === 0,
      align: column.kind === 'number' ? ('end' as const) : undefined,
      cell: (row: TableRow) => (
        <CellValue cell={row.cells[index] ?? { text: '' }} column={column} />
      ),
    }))}
  />
);

/** The rows behind a signal, folded; a table without rows says all in its title. */
export const SignalTables = ({ tables }: { tables: SignalTable[] }) => (
  <>
    {tables.map(table =>
      table.rows.length > 0 ? (
        <Disclosure key={table.title} summary={table.title}>
          <TableBody table={table} />
        </Disclosure>
      ) : (
        <Text key={table.title} as="p" variant="body-small" color="secondary">
          {table.title}
        </Text>
      ),
    )}
  </>
);
