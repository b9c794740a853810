import { useId, useState } from 'react';
import { styled } from '@mui/material/styles';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import { BgProvider, Button, Text } from '@backstage/ui';
import { useAct } from '../hooks/useAct';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { DangerButton } from '../layout/DangerButton';
import { ErrorCard } from '../layout/ErrorCard';
import {
  changeEffect,
  destroyEffect,
  isDestructive,
  isOpen,
  reasonsAgainstApply,
  unprotectEffect,
} from './planWords';

const Bar = styled('div')({
  position: 'sticky',
  bottom: 0,
  // On a phone Backstage's navigation lies over the bottom of the page.
  '@media (max-width: 599.95px)': { bottom: '4rem' },
  zIndex: 1,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0.75rem',
  padding: '0.75rem 1rem',
  background: 'var(--bui-bg-neutral-1)',
  border: '1px solid var(--bui-border-2)',
  borderRadius: 'var(--bui-radius-4)',
});

const VERBS = {
  apply: 'Apply',
  destroy: 'Destroy',
  unprotect: 'Lift protection',
};

const TITLES = { ...VERBS, unprotect: 'Lift the protection of' };

/** What may be done with a plan here; each is absent when it is not offered. @public */
export type PlanActions = {
  /** `confirm` is the stack's name as typed, when the plan destroys. */
  onApply?: (input: { confirm?: string }) => Promise<void>;
  onDiscard?: () => Promise<void>;
};

/** Apply and Discard; when Apply is not possible, the reason stands beside it in words. */
export function PlanBar({
  plan,
  onApply,
  onDiscard,
}: { plan: Plan } & PlanActions) {
  const reasonsId = useId();
  const reasons = reasonsAgainstApply(plan);
  return (
    <Bar role="group" aria-label="Apply or discard this plan">
      {onApply && (
        <ApplyButton
          plan={plan}
          onApply={onApply}
          disabled={reasons.length > 0}
          describedBy={reasonsId}
        />
      )}
      {onDiscard && (
        <BgProvider bg="neutral-1">
          <DiscardButton plan={plan} onDiscard={onDiscard} />
        </BgProvider>
      )}
      <Text id={reasonsId} color="secondary" style={{ flex: '1 1 12rem' }}>
        {reasons.join(' ')}
      </Text>
    </Bar>
  );
}

/** Applies at once what only adds or changes in place; asks first when something that runs ends or is replaced. */
function ApplyButton(props: {
  plan: Plan;
  onApply: NonNullable<PlanActions['onApply']>;
  disabled: boolean;
  describedBy: string;
}) {
  const { plan, onApply, disabled, describedBy } = props;
  const [asking, setAsking] = useState(false);
  const apply = useAct(() => onApply({}));
  const ends = plan.action !== 'apply';
  const verb = VERBS[plan.action];
  const Confirm = ends ? DangerButton : Button;
  return (
    <>
      <Confirm
        isDisabled={disabled}
        isPending={apply.busy}
        aria-describedby={describedBy}
        onPress={isDestructive(plan) ? () => setAsking(true) : apply.run}
      >
        {verb}
      </Confirm>
      {apply.error !== undefined && (
        <Refusal title={`${verb} failed`} error={apply.error} />
      )}
      <ConfirmDialog
        open={asking}
        title={`${TITLES[plan.action]} ${plan.stack}?`}
        effect={<EffectWords plan={plan} />}
        confirmLabel={verb}
        destructive
        typedName={ends ? plan.stack : undefined}
        onConfirm={() => onApply(ends ? { confirm: plan.stack } : {})}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function DiscardButton({
  plan,
  onDiscard,
}: {
  plan: Plan;
  onDiscard: () => Promise<void>;
}) {
  const discard = useAct(onDiscard);
  return (
    <>
      <Button
        variant="secondary"
        isDisabled={!isOpen(plan.state)}
        isPending={discard.busy}
        onPress={discard.run}
      >
        Discard
      </Button>
      {discard.error !== undefined && (
        <Refusal title="Discard failed" error={discard.error} />
      )}
    </>
  );
}

function Refusal(props: { title: string; error: unknown }) {
  return (
    <div style={{ order: -1, flexBasis: '100%' }}>
      <ErrorCard {...props} />
    </div>
  );
}

function EffectWords({ plan }: { plan: Plan }) {
  if (plan.action === 'unprotect') {
    return `In ${plan.environment} this ${unprotectEffect(
      plan,
    )}. It destroys nothing by itself.`;
  }
  if (plan.action === 'apply') {
    return `In ${plan.environment}: ${changeEffect(
      plan,
    )}. What is replaced or removed ends.`;
  }
  const dependents = plan.destroy?.dependents ?? [];
  return (
    <>
      {`In ${plan.environment} this ${destroyEffect(plan)}. `}
      {dependents.length > 0 && `It breaks ${dependents.join(', ')}. `}
      It cannot be taken back.
    </>
  );
}
