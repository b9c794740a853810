import { ConflictError } from '@backstage/errors';
import { canonicalJson, capabilityOutputs } from '@enginehouse/stack-kit';
import type { PlanRecord } from './types';
import type { StackReader, StackSnapshot } from './cloudformation/StackReader';
import type { TemplateDocument } from './compare/Comparison';
import { compareWithDeployed, type Stage1 } from './compareWithDeployed';
import type { PlanningServices } from './PlanningServices';
import type { TaggedStack } from './synthesizePlan';
import { templateDigest } from './templateDigest';
import { liftProtection } from './unprotect/liftProtection';

/** What lifting a stack's protection would do, and what it was read from. */
export interface UnprotectPlan extends Stage1 {
  view: Stage1['view'] & Required<Pick<PlanRecord['plan'], 'unprotect'>>;
  deployedTemplate: string;
  /** The deployed stack without its protections; `undefined` when only the stack itself is protected. */
  stack?: TaggedStack;
}

const AGAIN =
  'Protection is lifted to destroy the stack: the next plan that changes it switches protection on again.';

/**
 * Plans the deployed template with nothing changed but its protections against deletion. Writes nothing.
 *
 * @throws ConflictError when the template cannot be read.
 */
export async function planUnprotect(
  services: Pick<PlanningServices, 'workers' | 'definitions' | 'prices'>,
  { definition }: PlanRecord['plan'],
  reader: StackReader,
  snapshot: StackSnapshot,
): Promise<UnprotectPlan> {
  const { stackId, tags, capabilities } = snapshot;
  const [deployedTemplate = '{}', resources] = await Promise.all([
    reader.template(stackId),
    reader.resources(stackId),
  ]);
  const document = parseTemplate(snapshot, deployedTemplate);
  const lifted = liftProtection({ snapshot, resources, template: document });
  const template = canonicalJson(lifted.template);
  const stack = {
    ...{ template, tags, capabilities },
    templateBytes: Buffer.byteLength(template),
    templateDigest: templateDigest(template),
    ...{ assets: [], parameters: {}, paths: {}, fixedNames: [], volatile: [] },
    patches: [],
    // Its rules were checked when it was deployed, and would keep the protection.
    findings: [],
    outputs: capabilityOutputs(
      services.definitions.find(definition)?.definition.capabilities ?? {},
    ),
    keptParameters: Object.keys(document.Parameters ?? {}),
  };
  const { view } = await compareWithDeployed(
    ...([services, reader, snapshot, stack] as const),
  );
  const everything = [...lifted.stack, ...lifted.resources];
  return {
    deployedTemplate,
    ...(lifted.resources.length > 0 && { stack }),
    view: {
      ...view,
      unprotect: { lifted: everything },
      notices: everything.length > 0 ? [AGAIN] : [],
    },
  };
}

function parseTemplate(
  { name }: StackSnapshot,
  template: string,
): TemplateDocument {
  try {
    return JSON.parse(template);
  } catch {
    throw new ConflictError(
      `The template of ${name} is not JSON: somebody else deployed it, and its protection is lifted with their tools`,
    );
  }
}
