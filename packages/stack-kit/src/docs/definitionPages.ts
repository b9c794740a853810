import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { checkedRules } from '../audit/CheckedRule';
import { readSettings } from '../bin/readSettings';
import { synthesizeManifest } from '../bin/synthesizeManifest';
import { readPrices } from '../cost';
import { loadDefinition } from '../loadDefinition';
import { parseManifest } from '../manifest/parseManifest';
import { definitionPage } from './definitionPage';

/** The examples are for the environment beside the local AWS, which anybody has. */
const ENVIRONMENT = 'sandbox';
/** What the local AWS is started with. */
export const CONFIGURATION = ['app-config.yaml', 'app-config.sandbox.yaml'];

/** A page and the file it belongs in. */
export interface Page {
  /** Relative to the checkout. */
  file: string;
  content: string;
}

/**
 * The pages of all configured definitions. Of `<short name>` it reads `examples/<short name>/service.yml` and `lookups.yml`, and `notes.md` of its package.
 *
 * @param root - the checkout
 */
export function definitionPages(root: string): Page[] {
  const settings = readSettings(CONFIGURATION, root);
  const prices = readPrices();
  const require = createRequire(join(root, 'package.json'));
  return settings.definitions.map(packageName => {
    const loaded = loadDefinition(packageName, root);
    const { definition } = loaded;
    const examples = join(root, 'examples', definition.shortName);
    const text = readFileSync(join(examples, 'service.yml'), 'utf8');
    const manifest = parseManifest(text, 'service.yml');
    const [{ name: component }] = manifest.components;
    const [{ synthesis, config }] = synthesizeManifest({
      manifest,
      component,
      environment: ENVIRONMENT,
      settings,
      lookups: parse(readFileSync(join(examples, 'lookups.yml'), 'utf8')),
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
        context: { service, owner, component, environment: ENVIRONMENT },
        manifest: text,
        notes: existsSync(notes) ? readFileSync(notes, 'utf8') : '',
      }),
    };
  });
}
