import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkedRules } from '../audit/CheckedRule';
import {
  EXAMPLE_CONFIGURATION,
  EXAMPLE_ENVIRONMENT,
  readExample,
} from '../bin/readExample';
import { readSettings } from '../bin/readSettings';
import { synthesizeManifest } from '../bin/synthesizeManifest';
import { readPrices } from '../cost';
import { loadDefinition } from '../loadDefinition';
import { definitionPage } from './definitionPage';

/** A page and the file it belongs in. */
export interface Page {
  /** Relative to the checkout. */
  file: string;
  content: string;
}

/**
 * The pages of all configured definitions. Of `<short name>` it reads the example, and `notes.md` of its package.
 *
 * @param root - the checkout
 */
export function definitionPages(root: string): Page[] {
  const settings = readSettings(EXAMPLE_CONFIGURATION, root);
  const prices = readPrices();
  const require = createRequire(join(root, 'package.json'));
  return settings.definitions.map(packageName => {
    const loaded = loadDefinition(packageName, root);
    const { definition } = loaded;
    const example = readExample(root, definition.shortName);
    const { text, manifest, component, lookups } = example;
    const environment = EXAMPLE_ENVIRONMENT;
    const [{ synthesis, config }] = synthesizeManifest({
      ...{ manifest, component, environment, settings, lookups },
    });
    const notes = join(
      dirname(require.resolve(`${packageName}/package.json`)),
      'notes.md',
    );
    const { service, owner } = manifest;
    return {
      file: `docs/${definition.shortName}.md`,
      content: definitionPage({
        ...{ definition, packageName, synthesis, config },
        ...{ prices, rules: checkedRules(loaded) },
        context: { service, owner, component, environment },
        manifest: text,
        notes: existsSync(notes) ? readFileSync(notes, 'utf8') : '',
      }),
    };
  });
}
