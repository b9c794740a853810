import type { Stack } from '@enginehouse/plugin-stacks-common';

/** A deployed component and what it offers to others of its service and environment. */
export interface Offer {
  component: string;
  stack: string;
  capabilities: string[];
}

/** What deployed stacks of a service and environment offer; other components than the one that is configured. */
export function offersOf(
  stacks: readonly Stack[],
  at: { service?: string; environment?: string; component?: string },
): Offer[] {
  return stacks
    .filter(
      ({ service, environment, component }) =>
        service === at.service &&
        environment === at.environment &&
        component !== at.component,
    )
    .map(({ name, component, outputs = [] }) => ({
      ...{ component, stack: name },
      capabilities: [...new Set(outputs.flatMap(o => o.capability ?? []))],
    }));
}
