import type { Rule, WebACL } from '@aws-sdk/client-wafv2';

/** One rule of a web ACL. */
export interface AclRule {
  name: string;
  priority: number;
  /** What happens to a request that matches: Block, Allow, Count, or what the rule group says. */
  action: string;
  /** Whether it only counts. */
  counts: boolean;
  /** Name of its metric. */
  metric: string;
}

/** The rules in the order in which they are tried. */
export function rulesOf({ Rules = [] }: WebACL): AclRule[] {
  return Rules.map(ruleOf).sort((a, b) => a.priority - b.priority);
}

function ruleOf(rule: Rule): AclRule {
  const { Action, OverrideAction } = rule;
  const counts =
    Action?.Count !== undefined || OverrideAction?.Count !== undefined;
  return {
    name: rule.Name ?? '?',
    priority: rule.Priority ?? 0,
    action: Action
      ? Object.keys(Action)[0] ?? '?'
      : counts
      ? 'Count instead of what the group says'
      : 'As the group says',
    counts,
    metric: rule.VisibilityConfig?.MetricName ?? rule.Name ?? '',
  };
}
