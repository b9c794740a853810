import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link } from '@backstage/ui';
import type { Signal } from '@enginehouse/plugin-operations-common';
import {
  FourStates,
  RowSkeletons,
  Sentence,
} from '@enginehouse/plugin-stacks-react';
import { SignalList } from '../health/SignalList';
import { useHealth } from '../health/useHealth';
import { healthContentRouteRef } from '../routes';

const isTroubled = ({ status }: Signal) =>
  status === 'unhealthy' || status === 'degraded';

/** Health on the overview: one line when all is well, else also what is not. */
export function HealthCard() {
  const { value, error, retry } = useHealth();
  const details = useRouteRef(healthContentRouteRef);
  return (
    <EntityInfoCard
      title="Health"
      headerActions={<Link href={details()}>Details</Link>}
    >
      <FourStates
        what="the health"
        value={value}
        error={error}
        retry={retry}
        loading={<RowSkeletons rows={1} />}
      >
        {({ status, sentence, signals }) => (
          <Flex direction="column" gap="3">
            <Sentence kind="health" value={status}>
              {sentence}
            </Sentence>
            <SignalList folded signals={signals.filter(isTroubled)} />
          </Flex>
        )}
      </FourStates>
    </EntityInfoCard>
  );
}
