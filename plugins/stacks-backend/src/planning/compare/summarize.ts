import type {
  Change,
  ChangeSummary,
  SecurityChanges,
} from '@enginehouse/plugin-stacks-common';

/** The summary strip of a plan, in numbers and words. A replaced resource counts once, what is retained does not count as removed. */
export function summarize(
  changes: readonly Change[],
  security: Pick<SecurityChanges, 'statements' | 'network'>,
): ChangeSummary {
  const count = (action: Change['action']) =>
    changes.filter(change => change.action === action).length;
  return {
    added: count('add'),
    changed: count('modify'),
    replaced: count('replace'),
    removed: count('remove'),
    iam: widening(security.statements),
    network: widening(security.network),
  };
}

function widening(
  changes: readonly { wider: boolean }[],
): ChangeSummary['iam'] {
  if (changes.some(({ wider }) => wider)) return 'wider';
  return changes.length > 0 ? 'changed' : 'none';
}
