import type { Change } from '@enginehouse/plugin-stacks-common';

/** The changes of one part of the stack. */
export type ChangeGroup = { name: string; changes: Change[] };

const urgency: Change['action'][] = [
  'replace',
  'remove',
  'modify',
  'retain',
  'add',
];

/** The changes by part of the stack: the parts in which something ends first, those that only gain something last. */
export function changeGroups(changes: Change[]): ChangeGroup[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    groups.set(change.group, [...(groups.get(change.group) ?? []), change]);
  }
  const rank = (change: Change) => urgency.indexOf(change.action);
  return [...groups]
    .map(([name, members]) => ({
      name,
      changes: members.sort((a, b) => rank(a) - rank(b)),
    }))
    .sort((a, b) => rank(a.changes[0]) - rank(b.changes[0]));
}

const past: Record<Change['action'], string> = {
  add: 'added',
  modify: 'changed',
  replace: 'replaced',
  remove: 'removed',
  retain: 'kept',
};

/** What happens to the group's resources, in numbers: `2 changed, 1 added`. */
export function groupWords({ changes }: ChangeGroup): string {
  return urgency
    .map(
      action =>
        [
          changes.filter(change => change.action === action).length,
          action,
        ] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, action]) => `${count} ${past[action]}`)
    .join(', ');
}
