import { CfnElement, Stack } from 'aws-cdk-lib';
import { digest } from '../../canonical';
import { LookupValues } from '../../lookup';
import { Finding, isBlocking, STACK_TYPE, StackPolicy } from '../../policy';
import { acknowledgementOf } from '../acknowledge';
import { Template } from '../template';
import { nagFindings } from './nagFindings';
import { RawFinding } from './RawFinding';
import { regoFindings } from './regoFindings';

/**
 * Checks a synthesized stack: cdk-nag on its constructs, Rego on its template. The same stack gives the same findings in the same order.
 *
 * @throws Error naming the policy when one cannot be carried out.
 */
export function checkStack(
  stack: Stack,
  checked: {
    template: Template;
    paths: Record<string, string>;
    lookups: LookupValues;
    policy: StackPolicy;
  },
): Finding[] {
  const { template, lookups, policy } = checked;
  const { framework } = policy;
  const elements = new Map(
    stack.node
      .findAll()
      .filter(CfnElement.isCfnElement)
      .map(element => [stack.resolve(element.logicalId) as string, element]),
  );
  const logicalIds = new Map(
    [...elements].map(([id, { node }]) => [node.path, id]),
  );
  return [
    ...nagFindings(stack, policy.packs, logicalIds),
    ...regoFindings(policy.rego, { framework, template, lookups }),
  ]
    .map(finding =>
      toFinding(finding, elements.get(finding.logicalId), checked),
    )
    .sort(byRuleAndPlace);
}

function toFinding(
  { origin, logicalId, ...stated }: RawFinding,
  element: CfnElement | undefined,
  {
    template,
    paths,
    policy,
  }: {
    template: Template;
    paths: Record<string, string>;
    policy: StackPolicy;
  },
): Finding {
  const path = paths[logicalId] ?? '';
  const given = element && acknowledgementOf(element, stated.rule);
  return {
    id: findingId(stated.rule, path),
    ...stated,
    resource: {
      ...{ logicalId, path },
      type: template.Resources[logicalId]?.Type ?? STACK_TYPE,
    },
    blocking: isBlocking(policy.framework, { origin, ...stated }),
    ...(given && {
      acknowledged: {
        by: policy.definition,
        reason: given.reason,
        source: 'definition' as const,
      },
    }),
  };
}

/** Short enough for a page's address, long enough never to meet another one in a stack. */
function findingId(rule: string, path: string): string {
  return digest({ rule, path }).slice('sha256:'.length).slice(0, 16);
}

function byRuleAndPlace(a: Finding, b: Finding): number {
  const [first, second] = [a, b].map(({ rule, resource, pack }) =>
    [rule, resource.path, resource.logicalId, pack].join('\n'),
  );
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
