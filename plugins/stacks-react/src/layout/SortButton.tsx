import TableSortLabel from '@mui/material/TableSortLabel';

/** By which column a table is sorted, by its id. @public */
export type Sort = { column: string; direction: 'ascending' | 'descending' };

/** The header of a sortable column: pressing it sorts by it, pressing again turns the order. */
export function SortButton(props: {
  column: string;
  label: string;
  sort?: Sort;
  onSort: (sort: Sort) => void;
}) {
  const { column, label, sort, onSort } = props;
  const active = sort?.column === column;
  const ascending = active && sort.direction === 'ascending';
  return (
    <TableSortLabel
      component="button"
      type="button"
      active={active}
      direction={active && !ascending ? 'desc' : 'asc'}
      onClick={() =>
        onSort({ column, direction: ascending ? 'descending' : 'ascending' })
      }
      sx={{
        border: 'none',
        background: 'none',
        font: 'inherit',
        padding: 0,
        textAlign: 'inherit',
      }}
    >
      {label}
    </TableSortLabel>
  );
}
