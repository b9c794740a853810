import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LookupLiterals } from '../lookupLiterals';
import { Manifest, parseManifest } from '../manifest/parseManifest';

/** Examples are for the environment beside the local AWS, which anybody has. */
export const EXAMPLE_ENVIRONMENT = 'sandbox';

/** What the local AWS is started with. */
export const EXAMPLE_CONFIGURATION = [
  'app-config.yaml',
  'app-config.sandbox.yaml',
];

/** What the generated files of a definition are made from. */
export interface Example {
  /** `service.yml` as it is written. */
  text: string;
  manifest: Manifest;
  /** Name of its first component, which is of the definition. */
  component: string;
  /** `lookups.yml`; nothing without it, as for a definition that looks nothing up. */
  lookups: LookupLiterals;
}

/**
 * Reads `examples/<short name>` of a checkout.
 *
 * @throws Error when there is no `service.yml`, naming what it is needed for; ManifestError when it is not accepted
 */
export function readExample(root: string, shortName: string): Example {
  const folder = join('examples', shortName);
  const file = join(folder, 'service.yml');
  if (!existsSync(join(root, file))) {
    throw new Error(
      `${file} is missing: the page of the definition is made from it`,
    );
  }
  const text = readFileSync(join(root, file), 'utf8');
  const manifest = parseManifest(text, 'service.yml');
  const lookups = join(root, folder, 'lookups.yml');
  return {
    ...{ text, manifest, component: manifest.components[0].name },
    lookups: existsSync(lookups)
      ? parse(readFileSync(lookups, 'utf8')) ?? {}
      : {},
  };
}
