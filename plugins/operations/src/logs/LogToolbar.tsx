import { useEffect, useState } from 'react';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import type { LogEvent, Unit } from '@enginehouse/plugin-operations-common';
import { download } from './download';
import { LEVELS, type LogQuery } from './query';

const TYPING_PAUSE_MS = 400;

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0.5rem',
});

/** `YYYY-MM-DDTHH:mm` in the browser's zone, as a datetime-local input has it. */
function toLocal(iso: string | undefined): string {
  if (!iso) {
    return '';
  }
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 16);
}

const fromLocal = (local: string) =>
  local ? new Date(local).toISOString() : undefined;

/** What is shown of the logs. */
export function LogToolbar(props: {
  query: LogQuery;
  units: Unit[];
  paused: boolean;
  wrap: boolean;
  lines: readonly LogEvent[];
  onQuery: (part: LogQuery) => void;
  onPause: (paused: boolean) => void;
  onWrap: (wrap: boolean) => void;
}) {
  const { query, units, paused, wrap, lines, onQuery, onPause, onWrap } = props;
  const [filter, setFilter] = useState(query.filter ?? '');

  useEffect(() => setFilter(query.filter ?? ''), [query.filter]);
  useEffect(() => {
    if (filter === (query.filter ?? '')) {
      return undefined;
    }
    const timer = setTimeout(() => onQuery({ filter }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [filter, query.filter, onQuery]);

  return (
    <Bar role="toolbar" aria-label="Logs">
      <TextField
        size="small"
        label="Terms"
        placeholder='error "exit code" -debug'
        value={filter}
        onChange={event => setFilter(event.target.value)}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 512, spellCheck: false }}
        sx={{ minWidth: 220, flex: '1 1 220px' }}
      />
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
      <TextField
        size="small"
        type="datetime-local"
        label="From"
        value={toLocal(query.start)}
        onChange={event => onQuery({ start: fromLocal(event.target.value) })}
        InputLabelProps={{ shrink: true }}
      />
      <TextField
        size="small"
        type="datetime-local"
        label="To"
        value={toLocal(query.end)}
        onChange={event => onQuery({ end: fromLocal(event.target.value) })}
        InputLabelProps={{ shrink: true }}
      />
      {query.correlationId && (
        <Button
          size="small"
          onClick={() => onQuery({ correlationId: undefined })}
        >
          Correlation id {query.correlationId}: show all
        </Button>
      )}
      {(query.start || query.end) && (
        <Button
          size="small"
          onClick={() => onQuery({ start: undefined, end: undefined })}
        >
          Back to now
        </Button>
      )}
      {!query.end && (
        <Button
          size="small"
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
        >
          {paused ? 'Follow' : 'Pause'}
        </Button>
      )}
      <Button size="small" aria-pressed={wrap} onClick={() => onWrap(!wrap)}>
        Wrap
      </Button>
      <Button
        size="small"
        disabled={lines.length === 0}
        onClick={() => download(lines)}
      >
        Download
      </Button>
    </Bar>
  );
}
