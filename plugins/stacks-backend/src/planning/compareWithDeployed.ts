import type { PlanningServices } from './PlanningServices';
import type { StackReader, StackSnapshot } from './cloudformation/StackReader';
import { summarize } from './compare/summarize';
import { priceTemplate } from './priceTemplate';
import type { TaggedStack } from './synthesizePlan';
import type { PlanRecord } from './types';

/** Stage 1 in the words of a plan, and what it was compared with. */
export interface Stage1 {
  view: Pick<
    PlanRecord['plan'],
    | 'changes'
    | 'summary'
    | 'security'
    | 'findings'
    | 'notices'
    | 'cost'
    | 'unprotect'
    | 'patches'
  >;
  /** The deployed template; `undefined` for a new stack. */
  deployedTemplate?: string;
}

/** Compares a synthesized stack with what is deployed. Writes nothing. */
export async function compareWithDeployed(
  services: Pick<PlanningServices, 'workers' | 'prices'>,
  reader: StackReader,
  snapshot: StackSnapshot | undefined,
  synthesized: TaggedStack,
): Promise<Stage1> {
  const deployedTemplate = isDeployed(snapshot)
    ? await reader.template(snapshot.stackId)
    : undefined;
  const { changes, statements, network, notices } = await services.workers.run({
    kind: 'compare',
    before: deployedTemplate,
    after: synthesized.template,
    paths: synthesized.paths,
  });
  const security = {
    ...{ statements, network },
    capabilities: synthesized.capabilities,
  };
  return {
    view: {
      ...{ changes, security, findings: synthesized.findings },
      notices: [
        ...notices,
        ...protectedAgain(reader, snapshot),
        ...patchNotices(synthesized.patches),
      ],
      ...(synthesized.patches.length > 0 && { patches: synthesized.patches }),
      summary: summarize(changes, security),
      cost: priceTemplate(services, reader.environment, {
        template: JSON.parse(synthesized.template),
        ...{ deployedTemplate, paths: synthesized.paths },
      }),
    },
    deployedTemplate,
  };
}

function patchNotices({ length }: TaggedStack['patches']): string[] {
  return length === 0
    ? []
    : [
        `${
          length === 1 ? 'One patch changes' : `${length} patches change`
        } what the definition builds. The rules of cdk-nag do not see that; the Rego policies do.`,
      ];
}

function protectedAgain(
  { environment }: StackReader,
  snapshot: StackSnapshot | undefined,
): string[] {
  return environment.terminationProtection &&
    isDeployed(snapshot) &&
    !snapshot.terminationProtection
    ? ['The stack itself is protected against deletion again afterwards.']
    : [];
}

/** Whether a stack has more than an open review. */
export function isDeployed(
  snapshot: StackSnapshot | undefined,
): snapshot is StackSnapshot {
  return snapshot !== undefined && snapshot.status !== 'REVIEW_IN_PROGRESS';
}
