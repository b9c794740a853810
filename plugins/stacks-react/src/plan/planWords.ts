import type { Plan, PlanState } from '@enginehouse/plugin-stacks-common';
import { formatCount } from '../format/number';

const whyNot: Record<PlanState, string | undefined> = {
  ready: undefined,
  preview: 'This is a preview; it is sealed when you go on.',
  planning: 'The plan is being sealed.',
  failed: 'Planning failed.',
  'no-changes': 'There is nothing to apply: the stack is already as described.',
  stale: 'The stack changed after this plan was made. Plan again.',
  discarded: 'The plan was discarded.',
  expired: 'The plan has expired; plans live 24 hours. Plan again.',
  applied: 'The plan was applied already.',
};

/** Why the plan cannot be applied now, in words; empty when it can. @public */
export function reasonsAgainstApply(plan: Plan): string[] {
  if (plan.reasons.length > 0) {
    return plan.reasons;
  }
  const reason = whyNot[plan.state];
  return reason ? [reason] : [];
}

/** Whether the plan is still somebody's to discard. @public */
export function isOpen(state: PlanState): boolean {
  return ['planning', 'ready', 'no-changes', 'stale', 'failed'].includes(state);
}

/** The plan in one sentence. @public */
export function planSentence(plan: Plan): string {
  const { stack, environment, state } = plan;
  if (state === 'planning') {
    return `What would happen to ${stack} in ${environment} is being found out`;
  }
  if (state === 'failed') {
    return `${stack} in ${environment} could not be planned`;
  }
  if (state === 'no-changes') {
    if (plan.action === 'unprotect') {
      return `Nothing in ${stack} in ${environment} is protected from deletion`;
    }
    return `${stack} in ${environment} is already as described: nothing would change`;
  }
  if (plan.action === 'destroy') {
    return `Destroys ${stack} in ${environment}: ${destroyEffect(plan)}`;
  }
  if (plan.action === 'unprotect') {
    return `Prepares ${stack} in ${environment} for a destroy: ${unprotectEffect(
      plan,
    )}`;
  }
  const verb = plan.isNewStack ? 'Creates' : 'Changes';
  return `${verb} ${stack} in ${environment}: ${changeEffect(plan)}`;
}

/** What a destroy deletes and keeps, in numbers. */
export function destroyEffect({ destroy }: Plan): string {
  const deleted = formatCount(destroy?.deleted.length ?? 0, 'resource');
  const kept = destroy?.retained.length ?? 0;
  return `deletes ${deleted}, keeps ${kept === 0 ? 'nothing' : kept}`;
}

/** What loses its protection, in numbers. */
export function unprotectEffect({ unprotect, stack }: Plan): string {
  const lifted = unprotect?.lifted ?? [];
  const resources = lifted.filter(({ logicalId }) => logicalId !== stack);
  const parts = [
    ...(lifted.length > resources.length ? ['the stack itself'] : []),
    ...(resources.length > 0
      ? [formatCount(resources.length, 'resource')]
      : []),
  ];
  return `takes the protection from deletion off ${parts.join(' and ')}`;
}

/** What an apply does to resources, in numbers; parts that are zero are left out. */
export function changeEffect({ summary }: Plan): string {
  const parts = (['added', 'changed', 'replaced', 'removed'] as const)
    .filter(kind => summary[kind] > 0)
    .map(kind => `${summary[kind]} ${kind}`);
  return parts.length > 0 ? `${parts.join(', ')}` : 'no resource changes';
}

/** Whether applying ends or replaces something that runs, and so asks before it does. */
export function isDestructive({ action, summary }: Plan): boolean {
  return action !== 'apply' || summary.replaced > 0 || summary.removed > 0;
}
