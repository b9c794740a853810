import { useCallback, useEffect, useState } from 'react';
import { useDebounce } from 'react-use';
import { styled } from '@mui/material/styles';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select } from '@backstage/ui';
import {
  narrow,
  stacksApiRef,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import type { useStackFilters } from './useStackFilters';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-end',
  gap: '0.75rem',
  '& > *': { flex: '0 1 14rem' },
  [narrow]: { '& > *': { flexBasis: '100%' } },
  '& > button': { flex: '0 0 auto' },
});

const typingMs = 300;

/** Search and filters of the list. */
export function StackToolbar({
  list,
}: {
  list: ReturnType<typeof useStackFilters>;
}) {
  const api = useApi(stacksApiRef);
  const environments = useRead(
    useCallback(signal => api.listEnvironments({ signal }), [api]),
  );
  const definitions = useRead(
    useCallback(signal => api.listDefinitions({ signal }), [api]),
  );
  const { filters, setOne } = list;
  return (
    <Bar role="search">
      <NameSearch value={filters.q ?? ''} onSearch={q => setOne('q', q)} />
      <Choice
        label="Environment"
        value={filters.environment}
        options={environments.value?.map(({ name }) => ({
          value: name,
          label: name,
        }))}
        onChoose={value => setOne('environment', value)}
      />
      <Choice
        label="Definition"
        value={filters.definition}
        options={definitions.value?.map(({ id, title }) => ({
          value: id,
          label: title,
        }))}
        onChoose={value => setOne('definition', value)}
      />
      {list.isFiltered && (
        <Button variant="secondary" onPress={list.clear}>
          Clear filters
        </Button>
      )}
    </Bar>
  );
}

/** Searches when typing pauses, so that one word is one request. */
function NameSearch({
  value,
  onSearch,
}: {
  value: string;
  onSearch: (q: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useDebounce(() => typed !== value && onSearch(typed), typingMs, [typed]);
  return (
    <SearchField
      label="Name"
      size="medium"
      value={typed}
      onChange={setTyped}
      maxLength={63}
    />
  );
}

const all = 'all';

function Choice(props: {
  label: string;
  value: string | undefined;
  options?: Array<{ value: string; label: string }>;
  onChoose: (value: string | undefined) => void;
}) {
  const { label, value, options = [], onChoose } = props;
  return (
    <Select
      label={label}
      size="medium"
      value={value ?? all}
      options={[{ value: all, label: 'All' }, ...options]}
      onChange={chosen => onChoose(chosen === all ? undefined : String(chosen))}
    />
  );
}
