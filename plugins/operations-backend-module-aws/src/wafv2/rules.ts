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
  return {
    name: rule.Name ?? '?',
    priority: rule.Priority ?? 0,
    action: actionOf(rule),
    counts: (Action ?? OverrideAction)?.Count !== undefined,
    metric: rule.VisibilityConfig?.MetricName ?? rule.Name ?? '',
  };
}

/** A rule has an action; a rule group has actions of its own, which the web ACL may turn into counting. */
function actionOf({ Action, OverrideAction }: Rule): string {
  if (Action) return Object.keys(Action)[0] ?? '?';
  return OverrideAction?.Count
    ? 'Count instead of what the group says'
    : 'As the group says';
}
