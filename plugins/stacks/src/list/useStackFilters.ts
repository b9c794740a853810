import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ListStacks } from '@enginehouse/plugin-stacks-common';

/** The query of the list, as the address holds it. */
export type StackFilters = NonNullable<ListStacks['query']> & {
  /** Place of the first row, for the words below the table; the cursor alone does not tell. */
  from: number;
};

type Query = NonNullable<ListStacks['query']>;
type Single = 'q' | 'environment' | 'definition' | 'owner' | 'sort';
type Several = 'state' | 'health';

export const pageSize = 20;

/** Search, filters, sort and page of the list: read from the address, written to it. */
export function useStackFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);

  const change = (edit: (next: URLSearchParams) => void, replace = false) =>
    setParams(
      old => {
        const next = new URLSearchParams(old);
        next.delete('cursor');
        next.delete('from');
        edit(next);
        return next;
      },
      { replace },
    );

  return {
    filters,
    isFiltered: [
      'q',
      'state',
      'health',
      'environment',
      'definition',
      'owner',
    ].some(key => params.has(key)),
    /** Whether the address says anything of the list: it may be what the server refuses. */
    isAsked: [...params.keys()].length > 0,
    setOne: (key: Single, value: string | undefined) =>
      change(
        next => (value ? next.set(key, value) : next.delete(key)),
        key === 'q',
      ),
    /** Replaces all values of a filter; none lifts it. */
    setSeveral: (key: Several, values: readonly string[]) =>
      change(next => {
        next.delete(key);
        values.forEach(value => next.append(key, value));
      }),
    goTo: (cursor: string, from: number) =>
      change(next => {
        next.set('cursor', cursor);
        next.set('from', String(from));
      }),
    goToStart: () => change(() => {}),
    clear: () => setParams({}),
  };
}

function readFilters(params: URLSearchParams): StackFilters {
  const one = (key: string) => params.get(key) ?? undefined;
  const several = (key: string) =>
    params.has(key) ? params.getAll(key) : undefined;
  return {
    q: one('q'),
    state: several('state') as Query['state'],
    health: several('health') as Query['health'],
    environment: one('environment'),
    definition: one('definition'),
    owner: one('owner'),
    sort: one('sort') as Query['sort'],
    cursor: one('cursor'),
    limit: pageSize,
    from: Number.parseInt(one('from') ?? '', 10) || 1,
  };
}
