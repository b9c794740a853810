import type { Plan } from '@enginehouse/plugin-stacks-common';
import { Flex } from '@backstage/ui';
import { CostSection } from '../cost/CostSection';
import { Sentence } from '../status/Sentence';
import { BindingsSection } from './BindingsSection';
import { ChangesSection } from './ChangesSection';
import { PolicySection } from '../policy/PolicySection';
import type { PolicyActions } from '../policy/usePolicyActions';
import { ConfigurationSection } from './ConfigurationSection';
import { DestroySection } from './DestroySection';
import { PatchesSection } from './PatchesSection';
import { PlanAlerts } from './PlanAlerts';
import { PlanBar, type PlanActions } from './PlanBar';
import { PlanningLine } from './PlanningLine';
import { planSentence } from './planWords';
import { SealSection } from './SealSection';
import { SecuritySection } from './SecuritySection';
import type { PlanNext } from './PlanButton';
import { UnprotectSection } from './UnprotectSection';
import { SummaryStrip } from './SummaryStrip';

/** @public */
export type PlanViewProps = {
  plan: Plan;
  onPlan?: PlanNext;
  policy?: PolicyActions;
} & PlanActions;

/**
 * A plan for people: what it does in one sentence and one line of counts, then changes, security, policy, cost, configuration and seal. The bar at the
 * bottom is there when `onApply` or `onDiscard` is. `onPlan` offers the plan that has to come first, or next; `policy` lets findings be acknowledged.
 * @public
 */
export function PlanView(props: PlanViewProps) {
  const { plan, onApply, onDiscard, onPlan, policy } = props;
  const knowsChanges =
    plan.state !== 'failed' &&
    (plan.state !== 'planning' || plan.changes.length > 0);
  // What only ends a stack is not held to what its policies ask for.
  const checked = plan.action === 'apply';
  return (
    <Flex direction="column" gap="4">
      <Sentence kind="plan" value={plan.state}>
        {planSentence(plan)}
      </Sentence>
      {plan.state === 'planning' && (
        <PlanningLine action={plan.action} since={plan.createdAt} />
      )}
      <PlanAlerts plan={plan} />
      {knowsChanges && (
        <>
          {plan.destroy ? (
            <>
              <DestroySection effect={plan.destroy} onPlan={onPlan} />
              {plan.cost && <CostSection cost={plan.cost} action="destroy" />}
            </>
          ) : (
            <>
              {plan.unprotect && (
                <UnprotectSection
                  effect={plan.unprotect}
                  state={plan.state}
                  onPlan={onPlan}
                />
              )}
              <SummaryStrip
                summary={plan.summary}
                cost={checked ? plan.cost : undefined}
                findings={checked ? plan.findings : undefined}
              />
              <ChangesSection changes={plan.changes} />
              <SecuritySection security={plan.security} />
              {checked && (
                <PolicySection findings={plan.findings} actions={policy} />
              )}
              {checked && plan.cost && (
                <CostSection cost={plan.cost} action="apply" />
              )}
            </>
          )}
        </>
      )}
      {plan.action === 'apply' && <ConfigurationSection plan={plan} />}
      {plan.patches && <PatchesSection patches={plan.patches} />}
      {plan.binds && <BindingsSection binds={plan.binds} />}
      <SealSection plan={plan} />
      {(onApply || onDiscard) && (
        <PlanBar plan={plan} onApply={onApply} onDiscard={onDiscard} />
      )}
    </Flex>
  );
}
