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

const literals: LookupLiterals = parse(
  readFileSync(join(EXAMPLE, 'lookups.yml'), 'utf8'),
);
const text = readFileSync(join(EXAMPLE, 'service.yml'), 'utf8');

/**
 * What a plan of the example pool synthesizes: its manifest is parsed and resolved anew with each call, as in a request; lookups are literals.
 *
 * @param override - configuration over that of the manifest
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
  const lookups = definition.lookups(config, context);
  const amis = {
    UBI9: { ssm: '/enginehouse/ami/ubi9-fips', fips: true },
  };
  return {
    ...context,
    config,
    lookups: lookUpLiterals(lookups, literals, amis).values,
    bindings: {},
    tags: stackTags({ ...context, definition, framework: FRAMEWORK }),
    policy: stackPolicy(loaded, FRAMEWORK),
    target: { account: '123456789012', region: 'us-east-1' },
    stackName: stackName(service, component, ENVIRONMENT),
    description: definition.title,
  };
}
