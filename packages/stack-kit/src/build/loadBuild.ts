import { createRequire } from 'node:module';
import { defaultExport } from '../defaultExport';
import { Build } from './defineBuild';

/**
 * Loads the build function of a definition's package.
 *
 * @param buildModule - absolute path of the `./build` entry
 * @throws Error naming the file when it does not default-export a function.
 */
export function loadBuild(buildModule: string): Build {
  const build = defaultExport(createRequire(buildModule)(buildModule));
  if (typeof build !== 'function') {
    throw new Error(
      `${buildModule} has no build: its default export must be the result of defineBuild`,
    );
  }
  return build as Build;
}
