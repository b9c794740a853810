import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import type { Unit } from '@enginehouse/plugin-operations-common';
import { narrow } from '@enginehouse/plugin-stacks-react';
import { MomentField } from './MomentField';
import { LEVELS, type LogQuery } from './query';

/** Beside the terms where there is room; folded below them on a narrow screen. */
const Fields = styled('div')({
  display: 'contents',
  [narrow]: {
    '&[data-open="false"]': { display: 'none' },
    '&[data-open="true"]': {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: '0.75rem 0.5rem',
      flexBasis: '100%',
      paddingTop: '0.25rem',
    },
  },
});

/** Level, unit and range of the lines. */
export function LogFilters(props: {
  id: string;
  open: boolean;
  query: LogQuery;
  units: Unit[];
  onQuery: (part: LogQuery) => void;
}) {
  const { id, open, query, units, onQuery } = props;
  return (
    <Fields id={id} data-open={open}>
      <TextField
        select
        size="small"
        label="Level"
        value={query.level ?? ''}
        onChange={event =>
          onQuery({
            level: (event.target.value || undefined) as LogQuery['level'],
          })
        }
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        sx={{ minWidth: 130 }}
      >
        <MenuItem value="">All levels</MenuItem>
        {LEVELS.map(({ value, title }) => (
          <MenuItem key={value} value={value}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label="Unit"
        value={units.some(({ key }) => key === query.unit) ? query.unit : ''}
        onChange={event => onQuery({ unit: event.target.value || undefined })}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        sx={{ minWidth: 130 }}
      >
        <MenuItem value="">All units</MenuItem>
        {units.map(({ key, name }) => (
          <MenuItem key={key} value={key}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <MomentField
        label="From"
        value={query.start}
        onChange={start => onQuery({ start })}
      />
      <MomentField
        label="To"
        value={query.end}
        onChange={end => onQuery({ end })}
      />
    </Fields>
  );
}
