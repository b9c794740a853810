import { z } from 'zod';
import { StackContext, StackDefinition } from './definition';
import { Issue, Origin, ResolveError } from './issues';
import { ConfigSchema, toJsonSchema } from './jsonSchema';
import { Layer } from './layers';
import { merge, Merged } from './merge';
import { eachLeaf, isRecord, valueAt, upwards } from './pointer';
import { unsupported } from './unsupported';
import { issuesFromZod } from './zodIssues';

/** A configuration that is whole and accepted. */
export interface Resolved<S extends z.ZodObject = z.ZodObject> {
  /** The whole configuration, defaults filled in. */
  config: z.output<S>;
  /** Where each option's value comes from, by JSON Pointer. */
  origin: Record<string, Origin>;
}

/**
 * Lays the layers over the definition's defaults and validates the result.
 * Options marked `context` are filled from `context`, and refused when they differ.
 *
 * @throws ResolveError naming everything that is wrong, at once.
 */
export function resolve<S extends z.ZodObject>(
  definition: StackDefinition<S>,
  layers: readonly Layer[],
  context?: Partial<StackContext>,
): Resolved<S> {
  refuseNonGroups(layers);
  const schema = schemaOf(definition);
  const filled = contextLayer(schema, context);
  const merged = merge([filled, ...layers]);
  const parsed = definition.schema.safeParse(merged.value);
  const config = parsed.success ? parsed.data : merged.value;

  const invalid = parsed.success
    ? []
    : issuesFromZod(parsed.error, schema, merged.value);
  const refused = unsupported(definition.notYetSupported, schema, config);
  const issues = [
    ...invalid,
    ...refused.filter(r => invalid.every(({ path }) => path !== r.path)),
    ...differing(filled, merged),
  ].map(issue => place(issue, merged, layers));
  if (!parsed.success || issues.length > 0) throw new ResolveError(issues);

  const origin: Record<string, Origin> = {};
  eachLeaf(parsed.data, (pointer, leaf) => {
    if (leaf === undefined) return;
    const layer = merged.layerOf(pointer);
    const supplied = valueAt(merged.value, pointer) !== undefined;
    origin[pointer] = supplied && layer ? layer.source : 'definition';
  });
  return { config: parsed.data, origin };
}

/** A definition's schema never changes, and describing it takes milliseconds. */
const schemas = new WeakMap<object, ConfigSchema>();

function schemaOf(
  definition: Parameters<typeof toJsonSchema>[0],
): ConfigSchema {
  const schema = schemas.get(definition) ?? toJsonSchema(definition);
  schemas.set(definition, schema);
  return schema;
}

function refuseNonGroups(layers: readonly Layer[]): void {
  const issues = layers
    .filter(({ value }) => !isRecord(value))
    .map(({ value, file, source }) => ({
      ...(file ? { file } : {}),
      path: '',
      value,
      message: 'is not a configuration',
      accepted: 'a group of options',
      origin: source,
    }));
  if (issues.length > 0) throw new ResolveError(issues);
}

function contextLayer(
  schema: ConfigSchema,
  context: Partial<StackContext> = {},
): Layer {
  const value: Record<string, unknown> = {};
  for (const [option, { context: name }] of Object.entries(
    schema.properties ?? {},
  )) {
    const known = name && context[name as keyof StackContext];
    if (known) value[option] = known;
  }
  return { source: 'manifest', value };
}

function differing(filled: Layer, merged: Merged): Issue[] {
  const issues: Issue[] = [];
  eachLeaf(filled.value, (path, expected) => {
    const value = valueAt(merged.value, path);
    if (path !== '' && value !== expected) {
      issues.push({
        path,
        value,
        message: 'is filled in from who and where the stack is',
        accepted: `${JSON.stringify(expected)}, or leave it out`,
      });
    }
  });
  return issues;
}

/** Adds the layer, file and line an issue's value, or its absence, is found at. */
function place(issue: Issue, merged: Merged, layers: readonly Layer[]): Issue {
  const layer =
    issue.value === undefined
      ? layers.findLast(l => l.source === 'manifest')
      : merged.layerOf(issue.path);
  if (!layer) return issue;
  const at = upwards(issue.path).find(p => layer.lines?.[p] !== undefined);
  return {
    ...issue,
    ...(layer.file ? { file: layer.file } : {}),
    ...(at === undefined ? {} : { line: layer.lines?.[at] }),
    ...(issue.value === undefined ? {} : { origin: layer.source }),
  };
}
