import type { CatalogApi } from '@backstage/plugin-catalog-react';

const PATTERN = /^[a-z][a-z0-9-]*[a-z0-9]$/;
const MIN_LENGTH = 3;
const MAX_LENGTH = 63;

/** What is wrong with the name of a service, in words: it names its repository and its component. */
export function nameProblem(value: string | undefined): string | undefined {
  if (!value) {
    return 'Give the service a name, for example my-service';
  }
  if (value.length < MIN_LENGTH || value.length > MAX_LENGTH) {
    return `The name has ${value.length} characters; accepted: ${MIN_LENGTH} to ${MAX_LENGTH}`;
  }
  if (!PATTERN.test(value)) {
    return `'${value}' cannot be the name of a service: it takes lower-case letters, digits and dashes, a letter first and no dash last, for example my-service`;
  }
  return undefined;
}

/** Whether a component has the name already, in words. */
export async function takenProblem(
  name: string,
  catalog: Pick<CatalogApi, 'getEntityByRef'>,
): Promise<string | undefined> {
  const there = await catalog.getEntityByRef(`component:default/${name}`);
  return there
    ? `There is a component ${name} already; it belongs to ${there.spec?.owner}. Choose another name`
    : undefined;
}
