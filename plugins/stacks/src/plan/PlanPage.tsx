import { useCallback } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { BreadcrumbEntry, useApi } from '@backstage/frontend-plugin-api';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import {
  deploymentRouteRef,
  isOpen,
  FourStates,
  planRouteRef,
  PlanView,
  stacksApiRef,
  usePolicyActions,
  useRead,
  useToast,
} from '@enginehouse/plugin-stacks-react';
import { View } from '../layout/View';

const refreshMs = { planning: 1_000, open: 15_000 };

/** Screen 3 at an address of its own. An open plan is read again now and then: it may become stale. */
export function PlanPage() {
  const { id = '' } = useParams();
  const api = useApi(stacksApiRef);
  const navigate = useNavigate();
  const toast = useToast();
  const planRoute = useRouteRef(planRouteRef);
  const deploymentHref = useRouteRef(deploymentRouteRef);
  const plan = useRead(
    useCallback(signal => api.getPlan(id, { signal }), [api, id]),
    { again: nextRead },
  );

  const policy = usePolicyActions(plan.value?.stack ?? '', plan.retry);

  const apply = async (input: { confirm?: string }) => {
    const deployment = await api.applyPlan(id, input);
    const href = deploymentHref({ id: deployment.id });
    toast({
      title: `${deployment.stack}: started`,
      link: { label: 'Deployment and ledger', href },
    });
    navigate(href);
  };
  const discard = async () => {
    await api.discardPlan(id);
    toast({ title: 'Plan discarded', status: 'info' });
    plan.retry();
  };

  return (
    <BreadcrumbEntry entry={{ label: 'Plan', href: planRoute({ id }) }}>
      <View title={plan.value ? `Plan for ${plan.value.stack}` : 'Plan'}>
        <FourStates
          what="the plan"
          value={plan.value}
          error={plan.error}
          retry={plan.retry}
        >
          {value => (
            <PlanView
              plan={value}
              onApply={apply}
              onDiscard={discard}
              policy={isOpen(value.state) ? policy : undefined}
              onPlan={async next => {
                const { definition, service, component, owner, environment } =
                  value;
                const planned = await api.createPlan({
                  ...{ definition, service, component, owner },
                  ...{ environment, ...next },
                });
                navigate(planRoute({ id: planned.id }));
              }}
            />
          )}
        </FourStates>
      </View>
    </BreadcrumbEntry>
  );
}

/** After a failure it is read again, too: a plan that is being made goes on meanwhile. */
function nextRead(plan: Plan | undefined): number | undefined {
  if (plan?.state === 'planning') {
    return refreshMs.planning;
  }
  return !plan || plan.state === 'ready' ? refreshMs.open : undefined;
}
