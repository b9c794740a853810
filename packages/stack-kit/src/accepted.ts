import { ConfigSchema } from './jsonSchema';

/** What an option accepts, in words, read from its schema. */
export function describeAccepted(schema: ConfigSchema | undefined): string {
  if (!schema) return 'a known option';
  if (schema.accepted) return schema.accepted;
  if (schema.enum)
    return `one of ${schema.enum.map(v => JSON.stringify(v)).join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${count(schema)}, each ${describeAccepted(schema.items)}`;
    case 'object':
      return schema.properties
        ? `a group of ${Object.keys(schema.properties).join(', ')}`
        : 'a group of options';
    default:
      return `text${form(schema)}`;
  }
}

function count({ maxItems }: ConfigSchema): string {
  return maxItems === undefined ? '' : ` of at most ${maxItems}`;
}

function range({ minimum, maximum, unit }: ConfigSchema): string {
  const low = minimum === undefined ? '' : ` from ${minimum}`;
  const high =
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
      ? ''
      : ` to ${maximum}`;
  return `${low}${high}${unit ? ` ${unit}` : ''}`;
}

function form({ pattern, format, examples }: ConfigSchema): string {
  const example = examples?.length
    ? ` such as ${JSON.stringify(examples[0])}`
    : '';
  if (example) return example;
  if (format) return ` in the form ${format}`;
  return pattern ? ` that matches ${pattern}` : '';
}
