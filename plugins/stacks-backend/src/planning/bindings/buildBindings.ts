import type { Binding as PlannedBinding } from '@enginehouse/plugin-stacks-common';
import type { Binding } from '@enginehouse/stack-kit';
import type { Definitions } from '../../definitions/Definitions';

/** What a plan is bound to as its build sees it: by capability, with what it takes to use it. */
export function buildBindings(
  bindings: readonly PlannedBinding[],
  definitions: Definitions,
): Record<string, Binding> {
  return Object.fromEntries(
    bindings.map(({ capability, definition, values }) => {
      const provider = definitions.find(definition)?.definition;
      const grants = provider?.capabilities[capability]?.grants ?? {};
      return [capability, { values, grants }];
    }),
  );
}
