/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- where there is little room `display: block` takes the roles of a table away; these give them back */
import { Fragment, type ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { visuallyHidden } from './breakpoints';
import { SortButton, type Sort } from './SortButton';

/** The room the table has decides, which beside a menu is less than the screen's. */
const Room = styled('div')({
  containerType: 'inline-size',
  width: '100%',
  overflowX: 'auto',
});

/** Too little for a table of many columns. */
const narrow = '@container (max-width: 639.95px)';

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 'var(--bui-font-size-3)',
  '& caption': visuallyHidden,
  '& th, & td': {
    padding: '0.5rem 0.75rem',
    textAlign: 'start',
    verticalAlign: 'baseline',
    borderBottom: '1px solid var(--bui-border-1)',
  },
  '& thead th': {
    color: 'var(--bui-fg-secondary)',
    fontSize: 'var(--bui-font-size-2)',
  },
  '& tbody th': { fontWeight: 'var(--bui-font-weight-bold)' },
  '& tbody tr:last-of-type > *': { borderBottom: 'none' },
  '& tbody tr:not([data-details]):hover': {
    background: 'var(--bui-bg-neutral-2)',
  },
  '& tbody tr:has(+ [data-details]) > *': { borderBottom: 'none' },
  '& [data-align="end"]': {
    textAlign: 'end',
    fontVariantNumeric: 'tabular-nums',
  },
  [narrow]: {
    // Not a table: rows would be laid out in the first of its columns.
    '&, & tbody': { display: 'block' },
    '& thead': visuallyHidden,
    '& tbody tr': {
      display: 'block',
      padding: '0.5rem 0',
      borderBottom: '1px solid var(--bui-border-1)',
    },
    '& tbody tr:last-of-type': { borderBottom: 'none' },
    '& tbody th, & tbody td': {
      display: 'flex',
      gap: '0.75rem',
      padding: '0.25rem 0',
      borderBottom: 'none',
      overflowWrap: 'anywhere',
    },
    '& tbody [data-align="end"]': { textAlign: 'start' },
    '& tbody [data-label]::before': {
      content: 'attr(data-label)',
      flex: '0 0 6.5rem',
      color: 'var(--bui-fg-secondary)',
      fontWeight: 'var(--bui-font-weight-regular)',
    },
  },
});

const keepsWidths = { tableLayout: 'fixed', overflowWrap: 'anywhere' } as const;

/** A column of a table. @public */
export type DataColumn<T> = {
  id: string;
  label: string;
  cell: (item: T) => ReactNode;
  /** The cell that names the row. */
  isRowHeader?: boolean;
  /** `end` for numbers. */
  align?: 'start' | 'end';
  sortable?: boolean;
  /** CSS width. When any column has one, all keep to theirs whatever their content: for long ids and policies. */
  width?: string;
};

/** @public */
export type DataTableProps<T> = {
  /** Read to screen readers: what the rows are. */
  caption: string;
  columns: DataColumn<T>[];
  items: T[];
  keyOf: (item: T) => string;
  /** What follows a row over the whole width; nothing when undefined. */
  detailsOf?: (item: T) => ReactNode;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
};

/** A plain table: caption, headers, rows. Where there is little room each row becomes a block of labelled values. @public */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, items, keyOf, detailsOf, sort, onSort } = props;
  return (
    <Room>
      <Table
        role="table"
        style={columns.some(({ width }) => width) ? keepsWidths : undefined}
      >
        <caption>{caption}</caption>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ id, label, align, sortable }) => (
              <th
                key={id}
                role="columnheader"
                scope="col"
                data-align={align}
                aria-sort={sort?.column === id ? sort.direction : undefined}
              >
                {sortable && onSort ? (
                  <SortButton
                    column={id}
                    label={label}
                    sort={sort}
                    onSort={onSort}
                  />
                ) : (
                  label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map(item => (
            <Fragment key={keyOf(item)}>
              <tr role="row">
                {columns.map(({ id, label, cell, align, isRowHeader }) =>
                  isRowHeader ? (
                    <th key={id} role="rowheader" scope="row">
                      <div>{cell(item)}</div>
                    </th>
                  ) : (
                    <td
                      key={id}
                      role="cell"
                      data-align={align}
                      data-label={label}
                    >
                      <div>{cell(item)}</div>
                    </td>
                  ),
                )}
              </tr>
              <DetailsRow span={columns.length}>{detailsOf?.(item)}</DetailsRow>
            </Fragment>
          ))}
        </tbody>
      </Table>
    </Room>
  );
}

/** Tables in it scroll on their own instead of making the outer one wider than the page. */
const Contained = styled('div')({
  flex: 1,
  contain: 'inline-size',
  overflowX: 'auto',
});

function DetailsRow(props: { span: number; children: ReactNode }) {
  const { span, children } = props;
  if (children === undefined) {
    return null;
  }
  return (
    <tr role="row" data-details="">
      <td role="cell" colSpan={span}>
        <Contained>{children}</Contained>
      </td>
    </tr>
  );
}
