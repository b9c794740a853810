import { Binding } from '../capability';
import { LoadedDefinition } from '../loadDefinition';
import { ManifestComponent } from '../manifest/manifestSchema';
import { Manifest } from '../manifest/parseManifest';

/**
 * What a component binds to, without values: they are parameters of the template, and it is the same whatever they are.
 *
 * @throws Error naming both components of a binding that is not possible.
 */
export function bindingsOf(
  { components }: Manifest,
  { name, type, binds }: ManifestComponent,
  definitions: ReadonlyMap<string, LoadedDefinition>,
): Record<string, Binding> {
  const bindsTo = definitions.get(type)?.definition.bindsTo ?? [];
  return Object.fromEntries(
    binds.map(({ to, capability }) => {
      const provider = components.find(c => c.name === to)?.type ?? '';
      const offered = definitions.get(provider)?.definition.capabilities ?? {};
      const info = offered[capability];
      if (!info || !bindsTo.includes(capability)) {
        const can = info
          ? `${type} binds to ${bindsTo.join(', ') || 'nothing'}`
          : `${provider} offers ${
              Object.keys(offered).join(', ') || 'nothing'
            }`;
        throw new Error(
          `${name} cannot bind to ${capability} of ${to}: ${can}`,
        );
      }
      const values = Object.keys(info.values).map(value => [value, '']);
      return [
        capability,
        { values: Object.fromEntries(values), grants: info.grants ?? {} },
      ];
    }),
  );
}
