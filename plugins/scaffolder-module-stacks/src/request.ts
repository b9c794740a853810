import type { PlanRequest } from '@enginehouse/plugin-stacks-common';

/** What the fields of one template share: they are named as in the request. */
export type StackFormData = Partial<
  Pick<
    PlanRequest,
    'service' | 'owner' | 'environment' | 'component' | 'binds' | 'patches'
  >
> & {
  config?: Record<string, unknown>;
  plan?: string;
};

/**
 * The request for a plan, as far as the form is filled in: what is missing is named by the server. Bindings and patches that a stack has are in the form's data even
 * where no field shows them: a change of the configuration keeps them.
 */
export function planRequestOf(
  definition: string,
  form: StackFormData,
): PlanRequest {
  const { service, component, owner, environment, config } = form;
  const { binds, patches } = form;
  return {
    definition,
    service: service ?? '',
    ...(component ? { component } : {}),
    owner: owner ?? '',
    environment: environment ?? '',
    config: config ?? {},
    ...(binds?.length ? { binds } : {}),
    ...(patches?.length ? { patches } : {}),
    action: 'apply',
  };
}
