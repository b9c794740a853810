import { z } from 'zod';
import { StackDefinition } from './definition';
import { Origin } from './issues';
import { Layer } from './layers';
import { merge } from './merge';
import { eachLeaf, fromPointer } from './pointer';

/** The part of JSON Schema 2020-12 that definitions use, and our annotations on it. */
export interface ConfigSchema {
  $schema?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  title?: string;
  /** Help for whoever fills the option in. */
  description?: string;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, ConfigSchema>;
  required?: string[];
  additionalProperties?: boolean | ConfigSchema;
  items?: ConfigSchema;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  /** Such as `GiB`. */
  unit?: string;
  /** Section of the form; `basics` is open and first. */
  group?: string;
  /** Position within the group. */
  order?: number;
  /** What is accepted, in words, where type and bounds do not say it. */
  accepted?: string;
  /** Filled in from the manifest or the page: `service`, `environment` or `owner`. */
  context?: string;
  /**
   * The option says how few or how many of these may run: an operation that runs into the bound proposes the plan that moves it.
   */
  bounds?: { resourceType: string; bound: 'minimum' | 'maximum' };
  /** The layer a default comes from, when not the definition. */
  'x-default-origin'?: Origin;
  'x-not-yet-supported'?: { values?: readonly unknown[]; reason: string };
}

/**
 * The one schema that validation, form and docs share, as JSON Schema. With `layers`
 * (framework, environment) it is the schema of what is left to fill in: their values
 * are the defaults, and what they supply is not required.
 */
export function toJsonSchema(
  definition: Pick<
    StackDefinition,
    'schema' | 'title' | 'description' | 'notYetSupported'
  >,
  options: { layers?: readonly Layer[] } = {},
): ConfigSchema {
  const schema = describeZod(definition.schema);
  schema.title = definition.title;
  schema.description = definition.description;
  for (const { path, values, reason } of definition.notYetSupported) {
    schemaAt(schema, path)['x-not-yet-supported'] = values
      ? { values, reason }
      : { reason };
  }
  const merged = merge(options.layers ?? []);
  eachLeaf(merged.value, (pointer, leaf) =>
    supply(schema, fromPointer(pointer), leaf, merged.layerOf(pointer)?.source),
  );
  return schema;
}

/** A zod schema's input as JSON Schema. */
export function describeZod(schema: z.ZodType): ConfigSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // An empty group's default would hide that its members have their own.
      if (jsonSchema.type === 'object') delete jsonSchema.default;
      // Not all of zod's formats are JSON Schema's; the pattern says the same.
      if (jsonSchema.pattern) delete jsonSchema.format;
    },
  }) as ConfigSchema;
}

/** The schema of one option. @throws Error when the definition has no such option. */
function schemaAt(schema: ConfigSchema, pointer: string): ConfigSchema {
  const found = findSchema(schema, pointer);
  if (!found) throw new Error(`There is no option ${pointer}`);
  return found;
}

/** The schema of one option or array item, if there is one. */
export function findSchema(
  schema: ConfigSchema,
  pointer: string,
): ConfigSchema | undefined {
  return fromPointer(pointer).reduce<ConfigSchema | undefined>(
    (node, key) => node && childSchema(node, key),
    schema,
  );
}

function childSchema(
  node: ConfigSchema,
  key: string,
): ConfigSchema | undefined {
  if (node.properties && Object.hasOwn(node.properties, key)) {
    return node.properties[key];
  }
  const { items, additionalProperties: rest } = node;
  return items ?? (typeof rest === 'object' ? rest : undefined);
}

function supply(
  node: ConfigSchema,
  [key, ...rest]: string[],
  value: unknown,
  origin: Origin | undefined,
): void {
  const child = key === undefined ? undefined : node.properties?.[key];
  if (!child || key === undefined) return;
  if (rest.length > 0) {
    supply(child, rest, value, origin);
  } else {
    child.default = value;
    child['x-default-origin'] = origin;
    node.required = node.required?.filter(name => name !== key);
  }
}
