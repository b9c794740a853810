import type { PlanProposal } from '@enginehouse/plugin-operations-common';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The plan that reaches what an operation may not, from the backend's refusal. */
export function proposalOf(error: unknown): PlanProposal | undefined {
  const body = isObject(error) && isObject(error.body) ? error.body : {};
  const wire = isObject(body.error) ? body.error : {};
  return isObject(wire.plan)
    ? (wire.plan as unknown as PlanProposal)
    : undefined;
}

/** Path of the form, filled in with the proposal. A form is named like the component its stacks have by default. */
export function planPath({
  service,
  component,
  owner,
  environment,
  config,
}: PlanProposal): string {
  const formData = JSON.stringify({ service, owner, environment, config });
  return `/create/templates/default/${component}?formData=${encodeURIComponent(
    formData,
  )}`;
}
