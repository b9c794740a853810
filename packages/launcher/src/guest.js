'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { LauncherError } = require('./errors');
const { inRoot } = require('./paths');

/**
 * Refuses a guest without the local AWS: whoever reaches the port would act in real accounts.
 *
 * @param {string[]} files - the configuration files of this start, in their order
 * @throws {LauncherError} naming the file that lets the guest in
 */
function refuseGuest(files) {
  // A dependency of the workspace: there once the packages are installed.
  const { parse } = require(require.resolve('yaml', { paths: [inRoot('.')] }));
  for (const file of files) {
    const config = parse(fs.readFileSync(file, 'utf8'));
    if (config?.auth?.providers?.guest !== undefined) {
      throw new LauncherError(
        `${path.basename(
          file,
        )} lets guests sign in (auth.providers.guest), which is possible beside the local AWS only. Remove it, or start without --no-sandbox.`,
      );
    }
  }
}

module.exports = { refuseGuest };
