import type { TemplateDiff } from '@aws-cdk/cloudformation-diff';
import type { SecurityChanges } from '@enginehouse/plugin-stacks-common';

type IamChanges = TemplateDiff['iamChanges'];
type Statement = IamChanges['statements']['additions'][number];
type StatementChange = SecurityChanges['statements'][number];

/**
 * Who gains or loses which permission. A change is wider when it allows more than before: an added statement that no removed one covered, a removed denial, an
 * attached managed policy.
 */
export function statementChanges(iam: IamChanges): StatementChange[] {
  const { additions, removals } = iam.statements;
  return [
    ...additions.map(s =>
      toChange('add', s, !s.isNegativeStatement && !covered(s, removals)),
    ),
    ...removals.map(s => toChange('remove', s, s.isNegativeStatement)),
    ...iam.managedPolicies.additions.map(p => attachment('add', p)),
    ...iam.managedPolicies.removals.map(p => attachment('remove', p)),
  ];
}

function toChange(
  change: StatementChange['change'],
  statement: Statement,
  wider: boolean,
): StatementChange {
  return {
    change,
    effect: statement.effect,
    resources: targets(statement.resources),
    actions: targets(statement.actions),
    principals: targets(statement.principals),
    ...(statement.condition && {
      condition: JSON.stringify(statement.condition),
    }),
    wider,
  };
}

function targets({ values, not }: Statement['resources']): string[] {
  return not ? values.map(value => `all but ${value}`) : [...values];
}

/** Whether one of the removed statements already allowed all of this one. */
function covered(added: Statement, removed: readonly Statement[]): boolean {
  return removed.some(
    before =>
      before.effect === added.effect &&
      within(added.resources, before.resources) &&
      within(added.actions, before.actions) &&
      within(added.principals, before.principals) &&
      (before.condition === undefined ||
        JSON.stringify(before.condition) === JSON.stringify(added.condition)),
  );
}

function within(
  inner: Statement['resources'],
  outer: Statement['resources'],
): boolean {
  if (inner.not || outer.not) return inner.equal(outer);
  return (
    outer.values.includes('*') ||
    inner.values.every(value => outer.values.includes(value))
  );
}

function attachment(
  change: StatementChange['change'],
  policy: IamChanges['managedPolicies']['additions'][number],
): StatementChange {
  return {
    change,
    effect: 'Allow',
    resources: ['*'],
    actions: [`as in ${policy.managedPolicyArn}`],
    principals: [policy.identityArn],
    wider: change === 'add',
  };
}
