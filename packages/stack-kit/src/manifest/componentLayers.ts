import { Framework, StackDefinition } from '../definition';
import { Layer } from '../layers';
import { toPointer } from '../pointer';
import { Manifest } from './parseManifest';

/**
 * The layers of one component of a manifest in one environment, lowest precedence
 * first; the schema's own defaults are below them all.
 */
export function componentLayers(input: {
  definition: Pick<StackDefinition, 'defaults'>;
  framework: Framework;
  /** The environment's defaults for this definition. */
  environmentDefaults: unknown;
  manifest: Manifest;
  component: string;
  environment: string;
}): Layer[] {
  const { manifest } = input;
  const index = manifest.components.findIndex(c => c.name === input.component);
  const override =
    manifest.environments?.[input.environment]?.overrides[input.component];
  return [
    ...baseLayers(input),
    layerAt(
      manifest,
      'manifest',
      ['components', index, 'config'],
      manifest.components[index].config,
    ),
    ...(override
      ? [
          layerAt(
            manifest,
            'override',
            ['environments', input.environment, 'overrides', input.component],
            override,
          ),
        ]
      : []),
  ];
}

/** The layers below a manifest: what a form starts from. */
export function baseLayers(input: {
  definition: Pick<StackDefinition, 'defaults'>;
  framework: Framework;
  environmentDefaults: unknown;
}): Layer[] {
  return [
    { source: 'framework', value: input.definition.defaults[input.framework] },
    { source: 'environment', value: input.environmentDefaults ?? {} },
  ];
}

function layerAt(
  manifest: Manifest,
  source: 'manifest' | 'override',
  at: PropertyKey[],
  value: unknown,
): Layer {
  const prefix = toPointer(at);
  const lines = Object.entries(manifest.lines)
    .filter(
      ([pointer]) => pointer === prefix || pointer.startsWith(`${prefix}/`),
    )
    .map(([pointer, line]) => [pointer.slice(prefix.length), line]);
  return {
    source,
    value,
    file: manifest.file,
    lines: Object.fromEntries(lines),
  };
}
