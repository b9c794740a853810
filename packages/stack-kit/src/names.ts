import { z } from 'zod';

/** Names of services, components and environments. */
export const nameSchema = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What `nameSchema` accepts, for messages. */
export const nameAccepted =
  'a lower-case name of letters, digits and dashes that starts with a letter';

const MAX_STACK_NAME = 63;

/**
 * Name of a stack and of its entity: `<service>-<component>-<environment>`.
 *
 * @throws RangeError when a part is not a name or the whole exceeds 63 characters,
 * the limit of Backstage entity names.
 */
export function stackName(
  service: string,
  component: string,
  environment: string,
): string {
  for (const [what, part] of Object.entries({
    service,
    component,
    environment,
  })) {
    if (!nameSchema.safeParse(part).success) {
      throw new RangeError(`${what} "${part}" must be ${nameAccepted}`);
    }
  }
  const name = `${service}-${component}-${environment}`;
  if (name.length > MAX_STACK_NAME) {
    throw new RangeError(
      `Stack name "${name}" has ${name.length} characters; at most ${MAX_STACK_NAME} are possible: shorten the service, component or environment`,
    );
  }
  return name;
}
