import { ConflictError } from '@backstage/errors';
import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import { canonicalJson, capabilityOutputs } from '@enginehouse/stack-kit';
import type { PlanRecord } from './types';
import type {
  StackReader,
  StackResourceSnapshot,
  StackSnapshot,
} from './cloudformation/StackReader';
import type { TemplateDocument } from './compare/Comparison';
import { compareWithDeployed, type Stage1 } from './compareWithDeployed';
import { resourcesDigest } from './destroy/resourcesDigest';
import type { PlanningServices } from './PlanningServices';
import type { TaggedStack } from './synthesizePlan';
import { templateDigest } from './templateDigest';
import { findProtection } from './unprotect/findProtection';
import { isBeyondUpdate } from './unprotect/isBeyondUpdate';
import { liftDirectly } from './unprotect/liftDirectly';
import { liftProtection, protectedStack } from './unprotect/liftProtection';
import { unknownNotices } from './unprotect/unknownNotices';

/** What lifting a stack's protection would do, and what it was read from. */
export interface UnprotectPlan extends Stage1 {
  view: Stage1['view'] & Required<Pick<PlanRecord['plan'], 'unprotect'>>;
  deployedTemplate: string;
  resourcesDigest: string;
  /** The deployed stack without its protections; `undefined` when CloudFormation has nothing to change: only the stack itself is protected, or it cannot be changed. */
  stack?: TaggedStack;
}

type UnprotectServices = Pick<
  PlanningServices,
  'aws' | 'workers' | 'definitions' | 'prices'
>;

/** What loses its protection, as a plan shows it and as it is carried out. */
interface Lift {
  view: Stage1['view'];
  lifted: ResourceRef[];
  stack?: TaggedStack;
}

/** The stack as it stands. */
interface Found {
  snapshot: StackSnapshot;
  template: TemplateDocument;
  resources: StackResourceSnapshot[];
}

const AGAIN =
  'Protection is lifted to destroy the stack: the next plan that changes it switches protection on again.';

/**
 * Plans that nothing changes but the protections against deletion: of the deployed template, or, where CloudFormation cannot change the stack any more, by the
 * services' own switches. Writes nothing.
 *
 * @throws ConflictError when the template cannot be read.
 */
export async function planUnprotect(
  services: UnprotectServices,
  { definition }: PlanRecord['plan'],
  reader: StackReader,
  snapshot: StackSnapshot,
): Promise<UnprotectPlan> {
  const { stackId, status } = snapshot;
  const [deployedTemplate = '{}', resources] = await Promise.all([
    reader.template(stackId),
    reader.resources(stackId),
  ]);
  const template = parseTemplate(snapshot, deployedTemplate);
  const found = { snapshot, template, resources };
  const { view, lifted, stack } = isBeyondUpdate(status)
    ? await directly(services, reader, found)
    : await byChangeSet(services, definition, reader, found);
  return {
    ...{ deployedTemplate, stack },
    resourcesDigest: resourcesDigest(resources),
    view: {
      ...view,
      unprotect: { lifted: [...protectedStack(snapshot), ...lifted] },
    },
  };
}

async function byChangeSet(
  services: UnprotectServices,
  definition: string,
  reader: StackReader,
  { snapshot, template: document, resources }: Found,
): Promise<Lift> {
  const { tags, capabilities } = snapshot;
  const lifted = liftProtection(document, resources);
  const template = canonicalJson(lifted.template);
  const stack = {
    ...{ template, tags, capabilities },
    templateBytes: Buffer.byteLength(template),
    templateDigest: templateDigest(template),
    ...{
      assets: [],
      parameters: {},
      paths: {},
      sources: {},
      fixedNames: [],
      volatile: [],
    },
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
  const protects = lifted.resources.length > 0;
  return {
    lifted: lifted.resources,
    ...(protects && { stack }),
    view: {
      ...view,
      notices: protects || snapshot.terminationProtection ? [AGAIN] : [],
    },
  };
}

async function directly(
  services: UnprotectServices,
  reader: StackReader,
  { snapshot: { name, status }, template, resources }: Found,
): Promise<Lift> {
  const { on, unknown } = await findProtection(services, reader, {
    ...{ status, template, resources },
  });
  const why = `CloudFormation cannot change ${name} while it is ${status}: the portal asks each service to lift its protection, and the template stays as it is.`;
  return {
    lifted: on,
    view: {
      ...liftDirectly(on),
      notices: [...(on.length > 0 ? [why] : []), ...unknownNotices(unknown)],
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
