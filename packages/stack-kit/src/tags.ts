import { Framework, StackContext, StackDefinition } from './definition';

/** Prefix of every tag that is ours. */
export const TAG_PREFIX = 'enginehouse:';

/**
 * Tags of a stack, inherited by its resources. They hold nothing that varies by
 * plan, time or person, because each change of a tag updates every resource.
 */
export function stackTags(
  input: StackContext & {
    definition: Pick<StackDefinition, 'id'>;
    framework: Framework;
  },
): Record<string, string> {
  return {
    [`${TAG_PREFIX}component`]: input.component,
    [`${TAG_PREFIX}definition`]: input.definition.id,
    [`${TAG_PREFIX}environment`]: input.environment,
    [`${TAG_PREFIX}framework`]: input.framework,
    [`${TAG_PREFIX}owner`]: input.owner,
    [`${TAG_PREFIX}service`]: input.service,
  };
}
