import { toPointer } from '../pointer';

/** A text in a template, where functions that join texts are carried out as far as that is possible before the deployment. */
export interface TemplateText {
  /** JSON pointer. */
  path: string;
  /** Such as `123456789012.dkr.ecr.us-east-1.amazonaws.com/${Repository}:1`. */
  text: string;
}

/** What references stand for. */
export type Known = Readonly<Record<string, string>>;

/** Every text in a template, or in a part of it, in the order of the document. */
export function* templateTexts(
  value: unknown,
  known: Known,
  path = '',
): Generator<TemplateText> {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'string') yield { path, text: value };
    return;
  }
  const text = joined(value, known);
  if (text !== undefined) {
    yield { path, text };
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    yield* templateTexts(child, known, path + toPointer([key]));
  }
}

/** What pseudo parameters and parameters stand for. */
export function knownReferences(input: {
  account: string;
  region: string;
  parameters: Record<string, string>;
}): Known {
  return {
    ...input.parameters,
    'AWS::AccountId': input.account,
    'AWS::Region': input.region,
    'AWS::URLSuffix': input.region.startsWith('cn-')
      ? 'amazonaws.com.cn'
      : 'amazonaws.com',
  };
}

function joined(value: object, known: Known): string | undefined {
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [[name, argument]] = entries;
  switch (name) {
    case 'Ref':
      return known[argument] ?? `\${${argument}}`;
    case 'Fn::GetAtt':
      return `\${${[argument].flat().join('.')}}`;
    case 'Fn::Join':
      return join(argument, known);
    case 'Fn::Sub':
      return typeof argument === 'string'
        ? argument.replace(/\$\{([^!}]+)\}/g, (all, ref) => known[ref] ?? all)
        : undefined;
    default:
      return undefined;
  }
}

function join(argument: unknown, known: Known): string | undefined {
  if (!Array.isArray(argument) || !Array.isArray(argument[1])) return undefined;
  const [separator, parts] = argument;
  return parts
    .map(part => {
      if (typeof part === 'string') return part;
      return joined(part, known) ?? `\${${Object.keys(part).join()}}`;
    })
    .join(separator);
}
