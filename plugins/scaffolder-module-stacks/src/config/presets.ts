import { toPointer, valueAt, withValueAt } from './pointer';

/** A start for the configuration, as a template offers it: what it leaves out keeps its default. */
export interface Preset {
  title: string;
  /** What it means, in numbers. */
  description?: string;
  config: Record<string, unknown>;
}

type Tree = Record<string, unknown>;

/** Pointers and values of everything that is not a group. */
function leavesOf(tree: Tree, keys: string[] = []): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = [...keys, key];
    const isGroup =
      typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup
      ? leavesOf(value as Tree, path)
      : [[toPointer(path), value] as [string, unknown]];
  });
}

/** The preset whose every value the configuration has. */
export function presetOf(config: Tree, presets: Preset[]): Preset | undefined {
  const same = ([pointer, value]: [string, unknown]) =>
    JSON.stringify(valueAt(config, pointer)) === JSON.stringify(value);
  return presets.find(preset => leavesOf(preset.config).every(same));
}

/** The configuration with a preset's values, without those of the others; what else was filled in stays. */
export function withPreset(config: Tree, chosen: Preset, presets: Preset[]) {
  const cleared = presets
    .flatMap(preset => leavesOf(preset.config))
    .reduce((tree, [pointer]) => withValueAt(tree, pointer, undefined), config);
  return leavesOf(chosen.config).reduce(
    (tree, [pointer, value]) => withValueAt(tree, pointer, value),
    cleared,
  );
}
