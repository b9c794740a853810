import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';
import { templateRouteRef } from '../routes';

/** Gives the address of the form of this stack's definition, filled with what the stack was last deployed with. */
export function useChangeHref(stack: Stack): () => Promise<string> {
  const api = useApi(stacksApiRef);
  const template = useRouteRef(templateRouteRef);
  return async () => {
    const { shortName } = await api.getDefinition(stack.definition);
    if (!template) {
      throw new Error(
        'The scaffolder plugin is not installed in this portal: there is no form to open',
      );
    }
    const { service, component, owner, environment, config = {} } = stack;
    const { binds, patches } = stack;
    const formData = {
      service,
      owner,
      environment,
      config,
      ...(binds && {
        binds: binds.map(({ to, capability }) => ({ to, capability })),
      }),
      ...(patches && { patches }),
      ...(component === shortName ? {} : { component }),
    };
    const href = template({ namespace: 'default', templateName: shortName });
    return `${href}?formData=${encodeURIComponent(JSON.stringify(formData))}`;
  };
}
