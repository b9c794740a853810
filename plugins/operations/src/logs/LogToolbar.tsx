import { useEffect, useId, useState } from 'react';
import { Button, ToggleButton } from '@backstage/ui';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import type { LogEvent, Unit } from '@enginehouse/plugin-operations-common';
import { narrow } from '@enginehouse/plugin-stacks-react';
import { download } from './download';
import { LogFilters } from './LogFilters';
import type { LogQuery } from './query';

const TYPING_PAUSE_MS = 400;

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0.5rem',
});

const OnlyNarrow = styled('span')({
  display: 'none',
  [narrow]: { display: 'inline' },
});

/** How many of the filters that fold on a narrow screen are set. */
const folded = ({ level, unit, start, end }: LogQuery) =>
  [level, unit, start, end].filter(Boolean).length;

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
  const [unfolded, setUnfolded] = useState(false);
  const filtersId = useId();

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
        sx={{ flex: '1 1 200px' }}
      />
      <OnlyNarrow>
        <Button
          variant="secondary"
          aria-expanded={unfolded}
          aria-controls={filtersId}
          onPress={() => setUnfolded(!unfolded)}
        >
          {folded(query) ? `Filters (${folded(query)})` : 'Filters'}
        </Button>
      </OnlyNarrow>
      <LogFilters
        id={filtersId}
        open={unfolded}
        query={query}
        units={units}
        onQuery={onQuery}
      />
      {query.correlationId && (
        <Button
          variant="tertiary"
          onPress={() => onQuery({ correlationId: undefined })}
        >
          {`Correlation id ${query.correlationId}: show all`}
        </Button>
      )}
      {(query.stream || query.group) && (
        <Button
          variant="tertiary"
          onPress={() => onQuery({ group: undefined, stream: undefined })}
        >
          {`Only ${query.stream ?? query.group}: show all`}
        </Button>
      )}
      {(query.start || query.end) && (
        <Button
          variant="tertiary"
          onPress={() => onQuery({ start: undefined, end: undefined })}
        >
          Back to now
        </Button>
      )}
      {!query.end && (
        <Button variant="secondary" onPress={() => onPause(!paused)}>
          {paused ? 'Follow' : 'Pause'}
        </Button>
      )}
      <ToggleButton isSelected={wrap} onChange={onWrap}>
        Wrap
      </ToggleButton>
      <Button
        variant="secondary"
        isDisabled={lines.length === 0}
        onPress={() => download(lines)}
      >
        Download
      </Button>
    </Bar>
  );
}
