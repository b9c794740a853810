import { StackDefinition } from '../definition';
import { ConfigSchema, describeZod, toJsonSchema } from '../jsonSchema';
import { manifestSchema } from './manifestSchema';

/** JSON Schema of `service.yml`, for editors. */
export interface ManifestJsonSchema extends Omit<ConfigSchema, 'properties'> {
  properties: Record<string, ConfigSchema>;
}

/** A schema that depends on the value of an option beside it. */
interface Conditional extends ConfigSchema {
  allOf?: { if: ConfigSchema; then: ConfigSchema }[];
}

/**
 * JSON Schema of `service.yml` with the configuration of each definition. No option is required: the framework or the environment may supply it, and what is
 * missing in the end the plan says.
 */
export function manifestJsonSchema(
  definitions: readonly StackDefinition[],
): ManifestJsonSchema {
  const schema = describeZod(manifestSchema);
  const { components } = schema.properties ?? {};
  const component: Conditional = components?.items ?? {};
  component.properties = {
    ...component.properties,
    type: { enum: definitions.map(({ id }) => id) },
  };
  component.allOf = definitions.map(definition => ({
    if: { properties: { type: { const: definition.id } } },
    then: { properties: { config: partial(toJsonSchema(definition)) } },
  }));
  return {
    ...schema,
    title: 'service.yml',
    description: 'What a service runs, and where.',
    properties: { ...schema.properties },
  };
}

/** The same schema with nothing required, as a part of another. */
function partial(schema: ConfigSchema): ConfigSchema {
  const { required: _required, $schema: _, ...rest } = schema;
  const { properties, items, additionalProperties } = rest;
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, s]) => [name, partial(s)]),
      ),
    }),
    ...(items && { items }),
    ...(typeof additionalProperties === 'object' && { additionalProperties }),
  };
}
