import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { BreadcrumbEntry, useApi } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Environment } from '@enginehouse/plugin-stacks-common';
import {
  EmptyState,
  environmentsRouteRef,
  formatCount,
  FourStates,
  Sentence,
  stacksApiRef,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { View } from '../layout/View';
import { EnvironmentCard } from './EnvironmentCard';

const refreshMs = 60_000;

const Cards = styled('div')({
  display: 'grid',
  gap: '1rem',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 28rem), 1fr))',
});

/** Screen 10: the environments, whether the portal reaches them, and what they give to every stack. */
export function EnvironmentsPage() {
  const api = useApi(stacksApiRef);
  const href = useRouteRef(environmentsRouteRef)();
  const environments = useRead(
    useCallback(signal => api.listEnvironments({ signal }), [api]),
    { again: () => refreshMs },
  );
  return (
    <BreadcrumbEntry entry={{ label: 'Environments', href }}>
      <View title="Environments" tab="environments">
        <FourStates
          what="the environments"
          value={environments.value}
          error={environments.error}
          retry={environments.retry}
          loading={<Skeleton width="28rem" height={280} />}
          isEmpty={value => value.length === 0}
          empty={
            <EmptyState title="No environments">
              An environment is a named target: an AWS account and region, the
              roles to use there, and the defaults of its stacks. Name one in
              the configuration of the portal under stacks.environments.
            </EmptyState>
          }
        >
          {value => (
            <>
              <Sentence>{environmentsSentence(value)}</Sentence>
              <Cards>
                {value.map(environment => (
                  <EnvironmentCard
                    key={environment.name}
                    environment={environment}
                  />
                ))}
              </Cards>
            </>
          )}
        </FourStates>
      </View>
    </BreadcrumbEntry>
  );
}

function environmentsSentence(environments: Environment[]): string {
  const failing = environments
    .filter(({ check }) => !check.ok)
    .map(({ name }) => name);
  const count = formatCount(environments.length, 'environment');
  return failing.length === 0
    ? `${count}, reachable and ready for plans`
    : `${count}; plans are not possible in ${failing.join(', ')}`;
}
