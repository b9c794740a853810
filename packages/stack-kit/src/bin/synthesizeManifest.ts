import { Amis } from '../amis';
import { Binding } from '../capability';
import { bindingsOf } from './bindingsOf';
import { loadBuild, Synthesis, synthesize } from '../build';
import { LoadedDefinition, loadDefinition } from '../loadDefinition';
import { describeLookup, Lookup, LookupValues } from '../lookup';
import { LookupLiterals, lookUpLiterals } from '../lookupLiterals';
import { componentLayers } from '../manifest/componentLayers';
import { ManifestComponent } from '../manifest/manifestSchema';
import { Manifest } from '../manifest/parseManifest';
import { stackName } from '../names';
import { stackPolicy } from '../policy';
import { ResolveError } from '../issues';
import { resolve } from '../resolve';
import { nearest } from '../suggest';
import { stackTags } from '../tags';
import { EnvironmentSettings, Settings } from './readSettings';

export interface SynthesizedStack {
  stackName: string;
  /** The resolved configuration. */
  config: Record<string, unknown>;
  synthesis: Synthesis;
}

interface Target extends EnvironmentSettings {
  name: string;
}

/**
 * Synthesizes the components of a manifest for one environment, or one of them.
 *
 * @throws Error naming what is unknown, and every lookup that no literal is given for.
 */
export function synthesizeManifest(input: {
  manifest: Manifest;
  /** Name of a component; all of them, when left out. */
  component?: string;
  environment: string;
  settings: Settings;
  /** Literals over those of the environment. */
  lookups: LookupLiterals;
}): SynthesizedStack[] {
  const { manifest, settings } = input;
  const target = targetOf(manifest, input.environment, settings);
  const literals = { ...target.lookups, ...input.lookups };
  const loaded = new Map(
    settings.definitions
      .map(name => loadDefinition(name, settings.root))
      .map(l => [l.definition.id, l]),
  );
  return componentsOf(manifest, input.component).map(component => {
    const installed = known('definition', component.type, loaded);
    const bindings = bindingsOf(manifest, component, loaded);
    return synthesizeComponent(
      ...([manifest, component, installed, bindings] as const),
      ...([target, literals] as const),
    );
  });
}

function targetOf(
  manifest: Manifest,
  name: string,
  { environments }: Settings,
): Target {
  const settings = known(
    'environment',
    name,
    new Map(Object.entries(environments)),
  );
  if (manifest.environments && !(name in manifest.environments)) {
    const own = Object.keys(manifest.environments).join(', ');
    throw new Error(`${manifest.file} goes to ${own}, not to ${name}`);
  }
  const asked = manifest.complianceFramework ?? settings.framework;
  if (asked !== settings.framework) {
    throw new Error(
      `${manifest.file} asks for ${asked}, but environment ${name} is ${settings.framework}`,
    );
  }
  return { ...settings, name };
}

function componentsOf(
  { components }: Manifest,
  name: string | undefined,
): ManifestComponent[] {
  if (name === undefined) return components;
  return [known('component', name, new Map(components.map(c => [c.name, c])))];
}

function synthesizeComponent(
  manifest: Manifest,
  { name, patches }: ManifestComponent,
  installed: LoadedDefinition,
  bindings: Record<string, Binding>,
  target: Target,
  literals: LookupLiterals,
): SynthesizedStack {
  const { definition, buildModule } = installed;
  const { service, owner } = manifest;
  const { account, region, framework } = target;
  const context = {
    service,
    owner,
    component: name,
    environment: target.name,
  };
  const layers = componentLayers({
    definition,
    framework,
    environmentDefaults: target.defaults[definition.id],
    manifest,
    component: name,
    environment: target.name,
  });
  const { config } = resolve(definition, layers, context);
  const lookups = definition.lookups(config, context);
  const found = answered(name, lookups, literals, target.amis);
  const refused = definition.refuse?.(config, found, { account, region }) ?? [];
  if (refused.length > 0) throw new ResolveError(refused);
  const fullName = stackName(service, name, target.name);
  const synthesis = synthesize(loadBuild(buildModule), {
    ...context,
    config,
    lookups: found,
    bindings,
    patches,
    capabilities: definition.capabilities,
    tags: stackTags({ ...context, definition, framework }),
    target: { account, region },
    stackName: fullName,
    description: definition.title,
    policy: stackPolicy(installed, framework),
  });
  return { stackName: fullName, config, synthesis };
}

function answered(
  component: string,
  lookups: Lookup[],
  literals: LookupLiterals,
  amis: Amis,
): LookupValues {
  const { values, missing } = lookUpLiterals(lookups, literals, amis);
  if (missing.length === 0) return values;
  const list = missing.map(l => `  ${l.kind}: ${describeLookup(l)}`).join('\n');
  throw new Error(
    `${component} needs from AWS, which synthesis does not ask; give literals in --lookups or in the environment's lookups, and images in its amis:\n${list}`,
  );
}

function known<T>(what: string, name: string, all: ReadonlyMap<string, T>): T {
  const found = all.get(name);
  if (found !== undefined) return found;
  const names = [...all.keys()];
  const guess = nearest(name, names);
  throw new Error(
    `There is no ${what} ${name}${
      guess ? `; did you mean ${guess}?` : ''
    } (known: ${names.join(', ') || 'none'})`,
  );
}
