import type { CheckedRule } from '../audit/CheckedRule';
import type { Synthesis } from '../build';
import { StackContext, StackDefinition } from '../definition';
import type { PriceTable } from '../cost';
import { describeLookup } from '../lookup';
import { code, paragraphs, table } from './markdown';
import { alarmTable } from './alarmTable';
import { checkTable } from './checkTable';
import { costTables } from './costTables';
import { optionTables } from './optionTables';
import { resourceTable } from './resourceTable';

/** A definition with one of its stacks, from which a page shows what it makes. */
export interface Example {
  definition: StackDefinition;
  packageName: string;
  context: StackContext;
  config: Record<string, unknown>;
  synthesis: Synthesis;
  /** What its Rego policies check. */
  rules: CheckedRule[];
  /** What its cost is estimated with. */
  prices: PriceTable;
  /** The manifest it comes from. */
  manifest: string;
  /** What the schema cannot say, as Markdown. */
  notes: string;
}

/** The reference page of a definition as Markdown: what its schema, its declarations and its example's template say, then its notes. */
export function definitionPage(example: Example): string {
  const { definition, packageName, manifest, synthesis, notes, rules } =
    example;
  const { template } = synthesis;
  const body = paragraphs(
    `# ${definition.title}`,
    `<!-- Written by \`npm run definitions\` from the definition, its example and its notes. Change those. -->`,
    definition.description,
    table(
      ['definition', 'kind of entity', 'package'],
      [
        [
          code(definition.id),
          `Resource, type ${code(definition.shortName)}`,
          code(packageName),
        ],
      ],
    ),
    '## Example',
    `\`\`\`yaml\n${manifest.trim()}\n\`\`\``,
    '## Options',
    definition.notYetSupported.length === 0
      ? 'An option that is not listed is an error.'
      : 'An option that is not listed is an error, and so is what is marked **Not yet**.',
    optionTables(definition),
    '## Outputs',
    'What other components can bind to. Each value is an output of the stack.',
    outputTable(example),
    alarmTable(template),
    '## What it makes',
    `The example makes ${Object.keys(template.Resources).length} resources.`,
    resourceTable(template),
    costTables(template, example.prices),
    checkTable(definition, rules),
    needs(example),
    notes.trim(),
  );
  return `${body}\n`;
}

function outputTable({ definition, synthesis }: Example): string {
  const keys = Object.entries(synthesis.outputs);
  return table(
    ['capability', 'for', 'values and their outputs'],
    Object.entries(definition.capabilities).map(([capability, info]) => [
      code(capability),
      info.description,
      keys
        .filter(([, output]) => output.capability === capability)
        .map(([key, { value }]) => `${code(value)}: ${code(key)}`)
        .join(', '),
    ]),
  );
}

function needs({ definition, config, context }: Example): string {
  const read = definition.lookups(config, context).map(describeLookup);
  const names = definition
    .fixedNames(context)
    .map(({ type, name }) => `${code(type)} ${code(name)}`);
  if (read.length + names.length === 0) return '';
  return paragraphs(
    '## What it needs',
    bullets('Read from AWS while planning:', read),
    bullets(
      'Names that are fixed, so that a second stack of the account and region cannot have them:',
      names,
    ),
  );
}

function bullets(head: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : paragraphs(head, items.map(item => `- ${item}`).join('\n'));
}
