import type {
  Definition,
  Environment,
} from '@enginehouse/plugin-stacks-common';
import { toPointer, valueAt } from './pointer';

/** The part of a definition's JSON Schema that the form draws. */
interface OptionSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, OptionSchema>;
  required?: string[];
  items?: OptionSchema;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  accepted?: string;
  unit?: string;
  group?: string;
  order?: number;
  context?: string;
  'x-not-yet-supported'?: { values?: unknown[]; reason: string };
}

/** Who says what an option is when it is left out. */
export type DefaultOrigin = 'definition' | 'framework' | 'environment';

/** One option of a definition, as the form draws it. */
export interface Option {
  /** JSON pointer into the configuration. */
  pointer: string;
  title: string;
  help?: string;
  kind: 'text' | 'number' | 'choice' | 'list';
  /** For a choice; booleans are a choice of yes and no. */
  choices?: { value: unknown; label: string }[];
  /** What it is when left out, and which layer says so. */
  default?: { value: unknown; origin: DefaultOrigin };
  unit?: string;
  /** Bounds or form in words, for example "1 to 100 engines". */
  accepted?: string;
  example?: string;
  required: boolean;
}

/** A section of the form. */
export interface OptionGroup {
  name: string;
  title: string;
  options: Option[];
}

const BASICS = 'basics';

const titleOf = (group: string) =>
  group.charAt(0).toLocaleUpperCase('en-US') + group.slice(1);

/**
 * The options of a definition by group, the basics first: what is required stands there too. Options without an effect yet and those that the
 * portal fills in are absent.
 */
export function optionGroups(
  definition: Definition,
  environment: Environment | undefined,
): OptionGroup[] {
  const found: { group: string; order: number; option: Option }[] = [];
  const walk = (schema: OptionSchema, keys: string[], required: boolean) => {
    if (schema.properties) {
      for (const [key, child] of Object.entries(schema.properties)) {
        walk(child, [...keys, key], Boolean(schema.required?.includes(key)));
      }
      return;
    }
    const unsupported = schema['x-not-yet-supported'];
    if (schema.context || (unsupported && !unsupported.values && !required)) {
      return;
    }
    const option = optionOf(
      schema,
      toPointer(keys),
      required,
      definition,
      environment,
    );
    // A choice with one possible answer asks nothing, unless an answer is demanded.
    if (option.choices && option.choices.length < 2 && !option.required) {
      return;
    }
    found.push({
      group: option.required ? BASICS : schema.group ?? BASICS,
      order: schema.order ?? 0,
      option,
    });
  };
  walk(definition.schema as OptionSchema, [], false);

  const groups = new Map<string, typeof found>([[BASICS, []]]);
  for (const entry of found) {
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  }
  return [...groups]
    .filter(([, entries]) => entries.length > 0)
    .map(([name, entries]) => ({
      name,
      title: titleOf(name),
      options: entries
        .sort((a, b) => a.order - b.order)
        .map(({ option }) => option),
    }));
}

function optionOf(
  schema: OptionSchema,
  pointer: string,
  required: boolean,
  definition: Definition,
  environment: Environment | undefined,
): Option {
  const fallback = defaultOf(schema, pointer, definition, environment);
  const unsupported = schema['x-not-yet-supported']?.values ?? [];
  const choices = choicesOf(schema)?.filter(
    ({ value }) => !unsupported.includes(value),
  );
  return {
    pointer,
    title: schema.title ?? pointer.slice(1),
    help: schema.description,
    kind: kindOf(schema, choices),
    choices,
    default: fallback,
    unit: schema.unit,
    accepted: schema.accepted ?? boundsOf(schema),
    example: schema.examples?.length ? String(schema.examples[0]) : undefined,
    required: required && fallback === undefined,
  };
}

function kindOf(schema: OptionSchema, choices: unknown): Option['kind'] {
  if (choices) {
    return 'choice';
  }
  if (schema.type === 'array') {
    return 'list';
  }
  return schema.type === 'number' || schema.type === 'integer'
    ? 'number'
    : 'text';
}

function choicesOf(schema: OptionSchema): Option['choices'] {
  if (schema.type === 'boolean') {
    return [
      { value: true, label: 'Yes' },
      { value: false, label: 'No' },
    ];
  }
  return schema.enum?.map(value => ({ value, label: String(value) }));
}

function boundsOf({
  minimum,
  maximum,
  unit,
}: OptionSchema): string | undefined {
  const suffix = unit ? ` ${unit}` : '';
  if (minimum !== undefined && maximum !== undefined) {
    return `${minimum} to ${maximum}${suffix}`;
  }
  return minimum === undefined ? undefined : `at least ${minimum}${suffix}`;
}

function defaultOf(
  schema: OptionSchema,
  pointer: string,
  definition: Definition,
  environment: Environment | undefined,
): Option['default'] {
  const layers: [DefaultOrigin, unknown][] = environment
    ? [
        ['environment', valueAt(environment.defaults[definition.id], pointer)],
        [
          'framework',
          valueAt(definition.defaults[environment.framework], pointer),
        ],
      ]
    : [];
  layers.push(['definition', schema.default]);
  const found = layers.find(([, value]) => value !== undefined);
  return found && { value: found[1], origin: found[0] };
}

/** How many options of a group the form sets. */
export function changedCount(
  group: OptionGroup,
  config: Record<string, unknown>,
): number {
  return group.options.filter(
    ({ pointer }) => valueAt(config, pointer) !== undefined,
  ).length;
}
