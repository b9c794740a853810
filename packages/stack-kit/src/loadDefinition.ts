import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { StackDefinition } from './definition';
import { defaultExport } from './defaultExport';

/** A definition together with what workers need to build it. */
export interface LoadedDefinition {
  definition: StackDefinition;
  /** Version of its package. */
  version: string;
  /** Absolute path of its `./build` entry, for workers. */
  buildModule: string;
  /** Absolute paths of its Rego policies, compiled to WebAssembly: `audit/rego/<name>.wasm` of its package. */
  rego: string[];
}

/**
 * Loads the definition a package offers as the default export of its `.` entry.
 *
 * @param packageName - as in `stacks.definitions`
 * @param from - folder whose dependencies the package is looked for in
 * @throws Error naming the package when it is not installed, offers no definition, or lacks a policy it names.
 */
export function loadDefinition(
  packageName: string,
  from: string = process.cwd(),
): LoadedDefinition {
  const require = createRequire(resolvePath(from, 'package.json'));
  const find = (entry: string): string => {
    try {
      return require.resolve(entry);
    } catch (cause) {
      throw new Error(
        `stacks.definitions names ${packageName}, but ${entry} is not to be found from ${from}: install it there`,
        { cause },
      );
    }
  };
  const definition = defaultExport(require(find(packageName)));
  if (!isDefinition(definition)) {
    throw new Error(
      `${packageName} has no stack definition: its default export must be the result of defineStack`,
    );
  }
  const manifest = find(`${packageName}/package.json`);
  const { version } = require(manifest);
  return {
    ...{ definition, version },
    buildModule: find(`${packageName}/build`),
    rego: definition.policy.rego.map(name => {
      const file = join(dirname(manifest), 'audit/rego', `${name}.wasm`);
      if (existsSync(file)) return file;
      throw new Error(
        `${packageName} names the policy ${name}, but there is no ${file}: npm run policies builds it`,
      );
    }),
  };
}

function isDefinition(value: unknown): value is StackDefinition {
  const keys: (keyof StackDefinition)[] = [
    'id',
    'schema',
    'defaults',
    'lookups',
    'policy',
  ];
  return (
    typeof value === 'object' && value !== null && keys.every(k => k in value)
  );
}
