import { loadBuild, Synthesis, synthesize } from '../build';
import { LoadedDefinition, loadDefinition } from '../loadDefinition';
import { describeLookup } from '../lookup';
import { LookupLiterals, lookUpLiterals } from '../lookupLiterals';
import { componentLayers } from '../manifest/componentLayers';
import { ManifestComponent } from '../manifest/manifestSchema';
import { Manifest } from '../manifest/parseManifest';
import { stackName } from '../names';
import { resolve } from '../resolve';
import { nearest } from '../suggest';
import { stackTags } from '../tags';
import { Settings } from './readSettings';

export interface SynthesizedComponent {
  stackName: string;
  synthesis: Synthesis;
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
  lookups: LookupLiterals;
}): SynthesizedComponent[] {
  const { manifest, component, environment, settings } = input;
  const target = settings.environments[environment];
  if (!target) {
    throw new Error(
      unknown('environment', environment, Object.keys(settings.environments)),
    );
  }
  if (manifest.environments && !(environment in manifest.environments)) {
    throw new Error(
      `${
        manifest.file
      } does not go to ${environment}; its environments are ${Object.keys(
        manifest.environments,
      ).join(', ')}`,
    );
  }
  const framework = manifest.complianceFramework ?? target.framework;
  if (framework !== target.framework) {
    throw new Error(
      `${manifest.file} asks for ${framework}; environment ${environment} is ${target.framework}`,
    );
  }
  const names = manifest.components.map(c => c.name);
  if (component !== undefined && !names.includes(component)) {
    throw new Error(unknown('component', component, names));
  }
  const loaded = new Map(
    settings.definitions
      .map(name => loadDefinition(name, settings.root))
      .map(l => [l.definition.id, l]),
  );
  const literals = { ...target.lookups, ...input.lookups };
  return manifest.components
    .filter(c => component === undefined || c.name === component)
    .map(c => synthesizeComponent(c, find(loaded, c.type)));

  function synthesizeComponent(
    { name }: ManifestComponent,
    { definition, buildModule }: LoadedDefinition,
  ): SynthesizedComponent {
    const { service, owner } = manifest;
    const context = { service, owner, environment, component: name };
    const layers = componentLayers({
      definition,
      framework,
      environmentDefaults: target.defaults[definition.id],
      manifest,
      component: name,
      environment,
    });
    const { config } = resolve(definition, layers, context);
    const { values, missing } = lookUpLiterals(
      definition.lookups(config, context),
      literals,
    );
    if (missing.length > 0) {
      throw new Error(
        `${name} needs from AWS, which synthesis does not ask; give literals in --lookups or the environment's lookups:\n${missing
          .map(l => `  ${l.kind}: ${describeLookup(l)}`)
          .join('\n')}`,
      );
    }
    const { account, region } = target;
    const fullName = stackName(service, name, environment);
    const synthesis = synthesize(loadBuild(buildModule), {
      ...context,
      config,
      lookups: values,
      bindings: {},
      tags: stackTags({ ...context, definition, framework }),
      target: { account, region },
      stackName: fullName,
      description: definition.title,
    });
    return { stackName: fullName, synthesis };
  }
}

function find(
  loaded: ReadonlyMap<string, LoadedDefinition>,
  type: string,
): LoadedDefinition {
  const found = loaded.get(type);
  if (!found) throw new Error(unknown('definition', type, [...loaded.keys()]));
  return found;
}

function unknown(what: string, name: string, known: string[]): string {
  const guess = nearest(name, known);
  return `There is no ${what} ${name}${
    guess ? `; did you mean ${guess}?` : ''
  } Known: ${known.join(', ') || 'none'}`;
}
