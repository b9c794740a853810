import type { Plan, UnprotectEffect } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { Panel } from '../layout/Panel';
import { PlanButton, type PlanNext } from './PlanButton';
import { ResourceTable } from './ResourceTable';

/** What loses its protection against deletion; once that is done, `onPlan` leads to the destroy. */
export function UnprotectSection(props: {
  effect: UnprotectEffect;
  state: Plan['state'];
  onPlan?: PlanNext;
}) {
  const { effect, state, onPlan } = props;
  const { lifted } = effect;
  return (
    <Flex direction="column" gap="4">
      <Panel title={`Loses its protection (${lifted.length})`}>
        {lifted.length === 0 ? (
          <Text as="p">Nothing is protected from deletion.</Text>
        ) : (
          <ResourceTable
            caption="What loses its protection from deletion"
            resources={lifted}
          />
        )}
      </Panel>
      {state === 'applied' && onPlan && (
        <PlanButton next={{ action: 'destroy' }} onPlan={onPlan}>
          Plan the destroy
        </PlanButton>
      )}
    </Flex>
  );
}
