import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex, Skeleton } from '@backstage/ui';
import type {
  ListStacks200Response,
  StackState,
} from '@enginehouse/plugin-stacks-common';
import {
  EmptyState,
  FourStates,
  isRunning,
  RowSkeletons,
  Sentence,
  stacksApiRef,
  Surface,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { View } from '../layout/View';
import { createStackRouteRef } from '../routes';
import { stacksSentence } from './stacksSentence';
import { Pager } from './Pager';
import { StackCounters } from './StackCounters';
import { StacksTable } from './StacksTable';
import { StackToolbar } from './StackToolbar';
import { useStackFilters } from './useStackFilters';

const refreshMs = { running: 5_000, idle: 30_000 };

/** Screen 1: the stacks one may see; counters, search, filters, sort and paging are the server's, the address holds them. */
export function StacksPage() {
  const api = useApi(stacksApiRef);
  const list = useStackFilters();
  const { filters } = list;
  const { from, ...query } = filters;
  const key = JSON.stringify(query);
  const page = useRead(
    useCallback(
      signal => api.listStacks(JSON.parse(key), { signal }),
      [api, key],
    ),
    {
      again: value =>
        value && anyRunning(value) ? refreshMs.running : refreshMs.idle,
    },
  );
  return (
    <View
      title="Stacks"
      tab="stacks"
      actions={<CreateButton variant="primary" />}
    >
      <FourStates
        what="the stacks"
        value={page.value}
        error={page.error}
        retry={page.retry}
        loading={<ListSkeleton />}
        isEmpty={value => value.totalItems === 0 && !list.isFiltered}
        empty={
          <EmptyState
            title="No stacks yet"
            action={<CreateButton variant="primary" />}
          >
            A stack is one CloudFormation stack made from a definition, such as
            a pool of Dagger engines. Fill in a form, read the plan, apply it,
            and it appears here with its health.
          </EmptyState>
        }
      >
        {value => (
          <>
            <Sentence>{stacksSentence(value.counts)}</Sentence>
            <StackCounters
              counts={value.counts}
              health={filters.health ?? []}
              state={filters.state ?? []}
              onHealth={values => list.setSeveral('health', values)}
              onState={values => list.setSeveral('state', values)}
            />
            <StackToolbar list={list} />
            {value.items.length === 0 ? (
              <EmptyState
                title="No stack matches"
                action={
                  <Button variant="secondary" onPress={list.clear}>
                    Show all stacks
                  </Button>
                }
              >
                Nothing fits all of these filters together.
              </EmptyState>
            ) : (
              <Surface aria-label="Stacks" aria-busy={page.pending}>
                <StacksTable
                  stacks={value.items}
                  sort={filters.sort ?? 'name'}
                  onSort={sort => list.setOne('sort', sort)}
                />
                <Pager
                  from={from}
                  count={value.items.length}
                  total={value.totalItems}
                  onFirst={filters.cursor ? list.goToStart : undefined}
                  onNext={
                    value.nextCursor
                      ? () =>
                          list.goTo(
                            value.nextCursor!,
                            from + value.items.length,
                          )
                      : undefined
                  }
                />
              </Surface>
            )}
          </>
        )}
      </FourStates>
      {page.error !== undefined && !page.value && list.isAsked && (
        <div>
          <Button variant="secondary" onPress={list.clear}>
            Show all stacks
          </Button>
        </div>
      )}
    </View>
  );
}

function CreateButton({ variant }: { variant: 'primary' | 'secondary' }) {
  const create = useRouteRef(createStackRouteRef);
  return create ? (
    <ButtonLink variant={variant} href={create()}>
      Create
    </ButtonLink>
  ) : null;
}

function ListSkeleton() {
  return (
    <Flex direction="column" gap="4">
      <Skeleton width="24rem" height={24} />
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} width={130} height={46} />
        ))}
      </Flex>
      <Skeleton width="100%" height={60} />
      <RowSkeletons rows={8} />
    </Flex>
  );
}

function anyRunning({ counts }: ListStacks200Response) {
  return Object.entries(counts.state).some(
    ([state, count]) => count > 0 && isRunning(state as StackState),
  );
}
