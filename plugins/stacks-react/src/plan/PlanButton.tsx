import type { ReactNode } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useAct } from '../hooks/useAct';
import { ErrorCard } from '../layout/ErrorCard';

/** Makes another plan of the same stack and shows it; `retain`: logical ids that its destroy leaves behind. @public */
export type PlanNext = (next: {
  action: 'destroy' | 'unprotect';
  retain?: string[];
}) => Promise<void>;

/** Leads from one plan to the next one it calls for. */
export function PlanButton(props: {
  next: Parameters<PlanNext>[0];
  onPlan: PlanNext;
  children: ReactNode;
}) {
  const { next, onPlan, children } = props;
  const plan = useAct(() => onPlan(next));
  return (
    <Flex direction="column" gap="2" align="start">
      <Button variant="secondary" isPending={plan.busy} onPress={plan.run}>
        {children}
      </Button>
      {plan.error !== undefined && (
        <ErrorCard title="It could not be planned" error={plan.error} />
      )}
    </Flex>
  );
}
