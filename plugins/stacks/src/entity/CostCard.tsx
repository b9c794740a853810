import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link, Skeleton, Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { FourStates, monthlyWords } from '@enginehouse/plugin-stacks-react';
import { deploymentContentRouteRef } from '../routes';
import { useEntityStack } from './useEntityStack';

/** What an entity's stack costs per month, in one line. */
export function CostCard() {
  const stack = useEntityStack();
  const details = useRouteRef(deploymentContentRouteRef);
  return (
    <EntityInfoCard
      title="Cost"
      headerActions={<Link href={details()}>Details</Link>}
    >
      <FourStates
        what="the stack"
        value={stack.value}
        error={stack.error}
        retry={stack.retry}
        loading={<Skeleton width="100%" height={24} />}
      >
        {value => <Text as="p">{costWords(value)}</Text>}
      </FourStates>
    </EntityInfoCard>
  );
}

function costWords({ monthlyCost, state }: Stack): string {
  if (monthlyCost) {
    return `${monthlyWords(monthlyCost)}, without what is charged by use`;
  }
  return state === 'planned' || state === 'destroyed'
    ? 'Nothing is deployed, so nothing is charged.'
    : 'Not known: no plan with an estimate has been deployed yet.';
}
