import { readFileSync, realpathSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An npm package as it is installed. */
export interface Package {
  name: string;
  version: string;
  /** The packages it depends on, as `name@version`, sorted. */
  dependencies: string[];
}

interface Installed {
  folder: string;
  manifest: {
    name: string;
    version: string;
    dependencies?: Record<string, string>;
  };
}

/**
 * The package a module belongs to and everything it depends on, as installed: the former first, the rest by name and version. Peers count where somebody depends on them.
 *
 * @param module - absolute path of a file, such as a definition's build
 * @throws Error naming the package that is not installed, and who depends on it.
 */
export function packagesBehind(module: string): Package[] {
  const root = owner(dirname(realpathSync(module)));
  const found = new Map<string, Package>();
  const visit = (installed: Installed): string => {
    const { name, version, dependencies = {} } = installed.manifest;
    const id = `${name}@${version}`;
    if (found.has(id)) return id;
    const entry: Package = { name, version, dependencies: [] };
    found.set(id, entry);
    entry.dependencies = Object.keys(dependencies)
      .map(dependency => visit(dependencyOf(installed, dependency)))
      .sort();
    return id;
  };
  visit(root);
  const [first, ...rest] = [...found.entries()];
  const sorted = rest.sort(([a], [b]) => (a < b ? -1 : 1));
  return [first, ...sorted].map(([, entry]) => entry);
}

function owner(folder: string): Installed {
  const manifest = readManifest(folder);
  if (manifest?.name && manifest.version) return { folder, manifest };
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The module belongs to no package');
  return owner(parent);
}

/** Looked for as Node does it; a package's `exports` may hide its package.json from `require.resolve`. */
function dependencyOf({ folder, manifest }: Installed, name: string) {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    const found = readManifest(candidate);
    if (found) return { folder: realpathSync(candidate), manifest: found };
    if (dirname(at) === at) break;
  }
  throw new Error(
    `${manifest.name} depends on ${name}, which is not installed`,
  );
}

function readManifest(folder: string): Installed['manifest'] | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
