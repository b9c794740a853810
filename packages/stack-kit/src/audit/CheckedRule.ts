import { z } from 'zod';
import { ask } from '../build/check/regoFindings';
import { Framework, frameworks } from '../definition';
import { LoadedDefinition } from '../loadDefinition';

/** A rule that a definition's Rego policy checks in every plan. */
export interface CheckedRule {
  rule: string;
  /** The policy it is in. */
  policy: string;
  /** What it asks for, in words. */
  title: string;
  severity: 'error' | 'warning' | 'info';
  /** Frameworks that ask for it. */
  frameworks: Framework[];
  /** Ids of the NIST SP 800-53 rev 5 catalog, sorted. */
  controls: string[];
}

const rulesSchema = z.record(
  z.string(),
  z.strictObject({
    title: z.string().min(1),
    severity: z.enum(['error', 'warning', 'info']),
    controls: z.array(z.string().min(1)).min(1),
    frameworks: z.array(z.enum(frameworks)).optional(),
  }),
);

/**
 * The rules of a definition's policies, as the WebAssembly that checks plans states them; sorted.
 *
 * @throws Error naming a policy that states none.
 */
export function checkedRules({
  definition,
  rego,
}: LoadedDefinition): CheckedRule[] {
  return rego
    .flatMap((file, i) => {
      const [answer] = ask(file, 'rules', {});
      const stated = rulesSchema.safeParse(answer?.result);
      if (!stated.success) {
        throw new Error(
          `${file} states no rules:\n${z.prettifyError(stated.error)}`,
        );
      }
      return Object.entries(stated.data).map(([rule, about]) => ({
        ...{ rule, policy: definition.policy.rego[i] },
        title: about.title,
        severity: about.severity,
        frameworks: [...(about.frameworks ?? frameworks)].sort(),
        controls: [...about.controls].sort(),
      }));
    })
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** Rules by the controls they check, both sorted. */
export function rulesByControl(
  rules: readonly CheckedRule[],
): [control: string, rules: CheckedRule[]][] {
  const controls = new Set(rules.flatMap(rule => rule.controls));
  return [...controls]
    .sort()
    .map(control => [
      control,
      rules.filter(rule => rule.controls.includes(control)),
    ]);
}
