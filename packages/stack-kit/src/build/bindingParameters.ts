import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Binding, CapabilityGrants, outputKey } from '../capability';

/** Bindings as a build sees them, and the values of the parameters they are passed by. */
export interface BoundParameters {
  bindings: Record<string, Binding>;
  parameters: Record<string, string>;
}

/**
 * Passes what a stack is bound to by parameters: the template does not change when a value does, and a plan shows which did.
 *
 * @param bindings - literal values by capability; `{name}` in their grants is filled in
 */
export function addBindingParameters(
  stack: Stack,
  bindings: Readonly<Record<string, Binding>>,
): BoundParameters {
  const bound: BoundParameters = { bindings: {}, parameters: {} };
  for (const [capability, { values, grants }] of Object.entries(bindings)) {
    const tokens: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      const id = `Bound${outputKey(capability, name)}`;
      const parameter = new CfnParameter(stack, id, { type: 'String' });
      parameter.description = `${name} of ${capability}`;
      tokens[name] = parameter.valueAsString;
      bound.parameters[id] = value;
    }
    bound.bindings[capability] = {
      values: tokens,
      grants: filledIn(grants, tokens),
    };
  }
  return bound;
}

function filledIn(
  { statements = [], ingress = [] }: CapabilityGrants,
  values: Record<string, string>,
): CapabilityGrants {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  return {
    statements: statements.map(({ actions, resources }) => ({
      actions,
      resources: resources.map(fill),
    })),
    ingress: ingress.map(({ securityGroup, port }) => ({
      securityGroup: fill(securityGroup),
      port,
    })),
  };
}
