import { EXAMPLE_CONFIGURATION } from '../bin/readExample';
import { readSettings } from '../bin/readSettings';
import { loadDefinition } from '../loadDefinition';
import { manifestJsonSchema } from '../manifest/manifestJsonSchema';
import { Page } from './definitionPages';

/**
 * The schema of `service.yml` with all configured definitions, for editors.
 *
 * @param root - the checkout
 */
export function manifestSchemaPage(root: string): Page {
  const { definitions } = readSettings(EXAMPLE_CONFIGURATION, root);
  const schema = manifestJsonSchema(
    definitions.map(name => loadDefinition(name, root).definition),
  );
  return {
    file: 'docs/schemas/service.schema.json',
    content: `${JSON.stringify(schema, null, 2)}\n`,
  };
}
