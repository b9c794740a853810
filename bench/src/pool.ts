import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  componentLayers,
  lookUpLiterals,
  parseManifest,
  resolve,
  stackName,
  stackPolicy,
  stackTags,
  type LoadedDefinition,
  type LookupLiterals,
} from '@enginehouse/stack-kit';
import type { SynthesisInput } from '@enginehouse/stack-kit/build';
import { parse } from 'yaml';

const EXAMPLE = join(__dirname, '../../examples/engine-pool');
const ENVIRONMENT = 'sandbox';
const FRAMEWORK = 'commercial';

const text = read('service.yml');
const literals: LookupLiterals = parse(read('lookups.yml'));
const { amis } = parse(read('app-config.yaml')).stacks.environments[FRAMEWORK];

function read(file: string): string {
  return readFileSync(join(EXAMPLE, file), 'utf8');
}

/**
 * What a plan of the example pool synthesizes: its manifest is parsed and resolved anew with each call, as in a request; lookups are literals.
 *
 * @param override - configuration over that of the manifest
 * @throws when the example's literals do not answer all that is looked up
 */
export function poolInput(
  loaded: LoadedDefinition,
  override: object = {},
): SynthesisInput {
  const { definition } = loaded;
  const manifest = parseManifest(text, 'service.yml');
  const { service, owner } = manifest;
  const component = manifest.components[0].name;
  const context = { service, owner, component, environment: ENVIRONMENT };
  const layers = componentLayers({
    definition,
    manifest,
    framework: FRAMEWORK,
    environmentDefaults: {},
    component,
    environment: ENVIRONMENT,
  });
  const { config } = resolve(
    definition,
    [...layers, { source: 'override', value: override }],
    context,
  );
  const lookups = lookUpLiterals(
    definition.lookups(config, context),
    ...([literals, amis] as const),
  );
  if (lookups.missing.length > 0) {
    throw new Error(
      `The example gives nothing for ${JSON.stringify(lookups.missing)}`,
    );
  }
  return {
    ...context,
    config,
    lookups: lookups.values,
    bindings: {},
    tags: stackTags({ ...context, definition, framework: FRAMEWORK }),
    policy: stackPolicy(loaded, FRAMEWORK),
    target: { account: '123456789012', region: 'us-east-1' },
    stackName: stackName(service, component, ENVIRONMENT),
    description: definition.title,
  };
}
