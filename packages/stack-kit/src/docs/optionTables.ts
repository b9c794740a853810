import { describeAccepted } from '../accepted';
import { frameworks, StackDefinition } from '../definition';
import { ConfigSchema, findSchema, toJsonSchema } from '../jsonSchema';
import { fromPointer, toPointer } from '../pointer';
import { groupBy } from './groupBy';
import { code, paragraphs, table } from './markdown';

interface Option {
  pointer: string;
  schema: ConfigSchema;
  required: boolean;
}

/** A table for each section of the form: what each option is without being set, what it is for, and what it accepts. */
export function optionTables(definition: StackDefinition): string {
  const options = optionsOf(toJsonSchema(definition));
  const defaults = defaultsOf(definition);
  const sections = groupBy(
    // What nobody fills in stands below what people choose.
    options.toSorted(
      (a, b) => Number(!!a.schema.context) - Number(!!b.schema.context),
    ),
    ({ schema }) => sectionOf(schema),
  );
  return paragraphs(
    ...[...sections].map(([section, members]) =>
      paragraphs(
        `### ${section}`,
        table(
          ['option', 'default', 'for'],
          members
            .toSorted((a, b) => (a.schema.order ?? 0) - (b.schema.order ?? 0))
            .map(option => [
              code(fromPointer(option.pointer).join('.')),
              defaults(option),
              purposeOf(option.schema),
            ]),
        ),
      ),
    ),
  );
}

function optionsOf(schema: ConfigSchema, path: string[] = []): Option[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
    child.properties
      ? optionsOf(child, [...path, key])
      : {
          pointer: toPointer([...path, key]),
          schema: child,
          required: schema.required?.includes(key) ?? false,
        },
  );
}

function sectionOf({ group, context }: ConfigSchema): string {
  const name = context ? 'filled in' : group ?? 'other';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Says the default of an option: of all frameworks, or of each where they differ. */
function defaultsOf(definition: StackDefinition): (option: Option) => string {
  const byFramework = frameworks.map(framework => ({
    framework,
    schema: toJsonSchema(definition, {
      layers: [{ source: 'framework', value: definition.defaults[framework] }],
    }),
  }));
  return ({ pointer, required }) => {
    const values = byFramework.map(({ framework, schema }) => ({
      framework,
      value: findSchema(schema, pointer)?.default,
    }));
    const groups = [
      ...groupBy(values, ({ value }) => JSON.stringify(value)).values(),
    ];
    return groups
      .map(members => {
        const [{ value }] = members;
        const without = required ? '**required**' : '–';
        const said = value === undefined ? without : code(value);
        const names = members.map(({ framework }) => framework).join(', ');
        return groups.length === 1 ? said : `${said} (${names})`;
      })
      .join('; ');
  };
}

function purposeOf(schema: ConfigSchema): string {
  const title = schema.context
    ? 'Filled in from who and where.'
    : `${schema.title}.`;
  const accepts = `Accepts ${describeAccepted(schema)}.`;
  return [title, schema.description, accepts, restriction(schema)]
    .filter(Boolean)
    .join(' ');
}

function restriction(schema: ConfigSchema): string {
  const refused = schema['x-not-yet-supported'];
  if (!refused) return '';
  const what = refused.values
    ? `Not yet ${refused.values.map(code).join(', ')}`
    : 'Not yet to be changed';
  return `**${what}**: ${refused.reason}.`;
}
