import { CheckedRule } from '../audit/CheckedRule';
import { StackDefinition } from '../definition';
import { code, paragraphs, table } from './markdown';

/** What every plan of a definition is checked for: the rules of its Rego policies, and the packs of cdk-nag. */
export function checkTable(
  { id, policy }: StackDefinition,
  rules: readonly CheckedRule[],
): string {
  return paragraphs(
    '## What every plan is checked for',
    `Packs of cdk-nag: ${policy.packs
      .map(code)
      .join(', ')}, and under a FedRAMP framework ${code(
      'NIST80053R5Checks',
    )}. Their errors block a plan under FedRAMP only.`,
    rules.length === 0
      ? ''
      : paragraphs(
          `Rules of its own. Errors block a plan everywhere, until they are acknowledged. The same for machines: ${code(
            'audit/component.plan.json',
          )} and, as OSCAL, ${code(`audit/${id}.oscal.json`)} of the package.`,
          table(
            ['rule', 'asks that', 'severity', 'under', 'NIST SP 800-53 rev 5'],
            rules.map(rule => [
              code(rule.rule),
              rule.title,
              rule.severity,
              rule.frameworks.includes('commercial')
                ? 'every framework'
                : rule.frameworks.join(', '),
              rule.controls.join(', '),
            ]),
          ),
        ),
  );
}
