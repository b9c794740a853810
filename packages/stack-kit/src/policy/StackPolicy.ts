import { Framework, Policy } from '../definition';
import { LoadedDefinition } from '../loadDefinition';
import { FindingSeverity } from './Finding';

/** What one stack is checked with. */
export interface StackPolicy {
  /** Id of the definition, which acknowledges in its own code. */
  definition: string;
  framework: Framework;
  /** cdk-nag packs by class name. */
  packs: string[];
  /** Absolute paths of Rego policies, compiled to WebAssembly. */
  rego: string[];
}

/** The cdk-nag pack of NIST SP 800-53 rev 5, which FedRAMP's baselines are chosen from. */
const NIST_PACK = 'NIST80053R5Checks';

/** What a definition's stacks are checked with under a framework. */
export function stackPolicy(
  { definition, rego }: Pick<LoadedDefinition, 'definition' | 'rego'>,
  framework: Framework,
): StackPolicy {
  const { id, policy } = definition;
  return {
    definition: id,
    framework,
    packs: packsFor(policy, framework),
    rego,
  };
}

/** The packs that apply: those of the definition, and NIST's under a FedRAMP framework. */
function packsFor(policy: Policy, framework: Framework): string[] {
  const own = framework === 'commercial' ? [] : [NIST_PACK];
  return [...new Set([...policy.packs, ...own])].sort();
}

/**
 * Whether a finding keeps a plan from being applied. A definition's own Rego policies are its promises: their errors block everywhere. cdk-nag's packs are general
 * advice, some of which the documents decide against: their errors block where a FedRAMP framework makes every exception a decision of somebody's. Warnings never block.
 */
export function isBlocking(
  framework: Framework,
  finding: { origin: 'rego' | 'nag'; severity: FindingSeverity },
): boolean {
  if (finding.severity !== 'error') return false;
  return finding.origin === 'rego' || framework !== 'commercial';
}
