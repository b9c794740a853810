import type { Bind, Issue } from '@enginehouse/plugin-stacks-common';
import { stackName, type CapabilityInfo } from '@enginehouse/stack-kit';
import type { PlanningServices } from '../PlanningServices';
import type { ResolvedRequest } from '../request/resolveRequest';
import type { RecordedStack } from '../types';

/** A deployed stack and what it offers under the name asked for. */
export interface Provider {
  recorded: RecordedStack;
  capability: CapabilityInfo;
}

/** The stack a component binds to, or why it cannot; the issue's path is below the binding. */
export async function findProvider(input: {
  bind: Bind;
  resolved: ResolvedRequest;
  ownershipRefs: readonly string[];
  services: Pick<PlanningServices, 'definitions' | 'registry'>;
}): Promise<Provider | Issue> {
  const { bind, resolved, services } = input;
  const { to, capability } = bind;
  const { component, environment, service, owner } = resolved.context;
  const { id, bindsTo } = resolved.loaded.definition;
  const wish = `${component} binds to ${capability} of ${to}`;
  if (!bindsTo.includes(capability)) {
    return {
      path: '/capability',
      value: capability,
      message: `is nothing that ${id} can bind to, but ${wish}`,
      accepted: bindsTo.join(', ') || 'no binding at all',
    };
  }
  const name = providerName(service, to, environment);
  const recorded = name ? await services.registry.find(name) : undefined;
  if (!recorded?.live || to === component) {
    return {
      path: '/to',
      value: to,
      message: `is not deployed: ${wish}, but service ${service} has no other component of that name in ${environment}`,
      accepted: `a deployed component of ${service} that offers ${capability}`,
    };
  }
  const offered =
    services.definitions.find(recorded.definition)?.definition.capabilities ??
    {};
  if (!Object.hasOwn(offered, capability)) {
    return {
      path: '/capability',
      value: capability,
      message: `is not offered by ${to} (${recorded.definition}), but ${wish}`,
      accepted: Object.keys(offered).join(', ') || 'nothing: it offers nothing',
    };
  }
  // Never the owner a request names: whoever may change a stack's owner could name the owner of what they want opened.
  const mine = [resolved.recorded?.owner, ...input.ownershipRefs].includes(
    recorded.owner,
  );
  if (!mine) {
    return {
      path: '/to',
      value: to,
      message: `belongs to ${recorded.owner}, but ${wish}, and that would open it to ${owner}`,
      accepted: 'a component of the same owner, or of one you belong to',
    };
  }
  return { recorded, capability: offered[capability] };
}

function providerName(service: string, to: string, environment: string) {
  try {
    return stackName(service, to, environment);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
