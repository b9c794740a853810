import type { Unit } from '@enginehouse/plugin-operations-common';

/** What the parts of a unit are called: tasks, instances, nodes. */
export function partWord({ parts = [] }: Unit): string {
  const kinds = new Set(parts.map(({ kind }) => `${kind}s`));
  return kinds.size === 1 ? [...kinds][0] : 'parts';
}
