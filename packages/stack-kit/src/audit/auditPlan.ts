import { Synthesis } from '../build';
import { Framework, frameworks } from '../definition';
import { LoadedDefinition } from '../loadDefinition';
import { Finding, stackPolicy } from '../policy';
import { CheckedRule, rulesByControl } from './CheckedRule';

/**
 * What a component is and what is checked about it, for machines: `audit/component.plan.json`. Nothing in it is claimed that a plan does not show: rules are those of the
 * policies, findings and resources those of the example.
 *
 * @param examples - the component's example, synthesized under each framework
 */
export function auditPlan(
  loaded: LoadedDefinition,
  rules: readonly CheckedRule[],
  examples: Record<Framework, Synthesis>,
): object {
  const { definition, version } = loaded;
  const { id, title, description, capabilities } = definition;
  return {
    ...{ component: id, version, title, description },
    capabilities: Object.fromEntries(
      Object.entries(capabilities).map(([name, info]) => [
        name,
        info.description,
      ]),
    ),
    rules,
    controls: Object.fromEntries(
      rulesByControl(rules).map(([control, checking]) => [
        control,
        checking.map(({ rule }) => rule),
      ]),
    ),
    frameworks: Object.fromEntries(
      frameworks.map(framework => [
        framework,
        {
          packs: stackPolicy(loaded, framework).packs,
          defaults: definition.defaults[framework],
          ...shown(examples[framework]),
        },
      ]),
    ),
  };
}

function shown({ template, findings }: Synthesis) {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  const counted = [...new Set(types)]
    .sort()
    .map(type => [type, types.filter(t => t === type).length]);
  return {
    resources: Object.fromEntries(counted),
    acknowledged: findings
      .filter(({ acknowledged }) => acknowledged)
      .map(({ acknowledged, ...finding }) => ({
        ...place(finding),
        because: acknowledged?.reason,
      })),
    toDecide: findings
      .filter(({ blocking, acknowledged }) => blocking && !acknowledged)
      .map(finding => ({ ...place(finding), reason: finding.reason })),
  };
}

function place({ rule, resource, controls }: Finding) {
  return { rule, controls, resource: resource.path };
}
