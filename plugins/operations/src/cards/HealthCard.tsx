import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  FourStates,
  RowSkeletons,
  Sentence,
} from '@enginehouse/plugin-stacks-react';
import { SignalList } from '../health/SignalList';
import { useHealth } from '../health/useHealth';
import { healthContentRouteRef } from '../routes';

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
          <>
            <Sentence kind="health" value={status}>
              {sentence}
            </Sentence>
            {status !== 'healthy' && (
              <SignalList
                folded
                signals={signals.filter(signal => signal.status !== 'healthy')}
              />
            )}
          </>
        )}
      </FourStates>
    </EntityInfoCard>
  );
}
