import type { PlanRequest } from '@enginehouse/plugin-stacks-common';

/** What the fields of one template share: they are named as in the request. */
export type StackFormData = Partial<
  Pick<PlanRequest, 'service' | 'owner' | 'environment' | 'component'>
> & {
  config?: Record<string, unknown>;
  plan?: string;
};

/** The request for a plan, as far as the form is filled in: what is missing is named by the server. */
export function planRequestOf(
  definition: string,
  { service, component, owner, environment, config }: StackFormData,
): PlanRequest {
  return {
    definition,
    service: service ?? '',
    ...(component ? { component } : {}),
    owner: owner ?? '',
    environment: environment ?? '',
    config: config ?? {},
    action: 'apply',
  };
}
